namespace ScalewayEmulator;

/// <summary>Latency and faults. Thread-safe; deterministic for one seed and one order of requests.</summary>
public sealed class FaultInjection
{
    /// <summary>Added to every answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Share of requests that fail, 0 to 1.</summary>
    public double Rate { get; set; }

    /// <summary>Seed of the choice.</summary>
    public int Seed { get; set; }

    /// <summary>Kinds to choose from.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; set; } = [];

    /// <summary>Looks at each request (operation name, running number from 0) and returns a fault to inject, or null; asked before the random choice.</summary>
    public Func<string, int, FaultKind?>? Script { get; set; }
}
