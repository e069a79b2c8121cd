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

    /// <summary>The fault of a request; its running number alone decides, so that the script does not shift the random choice.</summary>
    internal FaultKind? Choose(string operation, int number)
    {
        if (Script?.Invoke(operation, number) is { } scripted)
        {
            return scripted;
        }

        IReadOnlyList<FaultKind> kinds = Kinds;
        double rate = Rate;
        if (kinds.Count == 0 || rate <= 0)
        {
            return null;
        }

        ulong bits = Mix(((ulong)(uint)Seed << 32) | (uint)number);
        double draw = (bits >> 11) * (1.0 / (1UL << 53));
        return draw < rate ? kinds[(int)(Mix(bits) % (ulong)kinds.Count)] : null;
    }

    /// <summary>SplitMix64: the same bits for the same number on every platform, unlike <see cref="HashCode"/>.</summary>
    private static ulong Mix(ulong value)
    {
        ulong mixed = value + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
