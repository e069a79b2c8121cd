namespace ScalewayEmulator;

/// <summary>Latency and faults. Thread-safe; deterministic for one seed and one order of requests.</summary>
public sealed class FaultInjection
{
    private readonly Lock _gate = new();
    private Random _random = new(0);
    private int _seed;
    private int _counter;

    /// <summary>Added to every answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Share of requests that fail, 0 to 1.</summary>
    public double Rate { get; set; }

    /// <summary>Seed of the choice; setting it starts the sequence anew.</summary>
    public int Seed
    {
        get => _seed;
        set
        {
            lock (_gate)
            {
                _seed = value;
                _random = new Random(value);
                _counter = 0;
            }
        }
    }

    /// <summary>Kinds to choose from.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; set; } = [];

    /// <summary>Looks at each request (operation name, running number from 0) and returns a fault to inject, or null; asked before the random choice.</summary>
    public Func<string, int, FaultKind?>? Script { get; set; }

    internal FaultKind? Next(string operation)
    {
        lock (_gate)
        {
            int number = _counter++;
            if (Script?.Invoke(operation, number) is { } scripted)
            {
                return scripted;
            }

            IReadOnlyList<FaultKind> kinds = Kinds;
            return kinds.Count > 0 && _random.NextDouble() < Rate ? kinds[_random.Next(kinds.Count)] : null;
        }
    }
}
