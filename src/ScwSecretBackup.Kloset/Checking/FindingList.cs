namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Findings about one target, collected while it is checked. Bounded: a store can be made so that nearly everything in it is wrong.</summary>
internal sealed class FindingList
{
    /// <summary>Findings of one severity that are kept; the count of those beyond tells that there are more.</summary>
    public const int MaxOfOneSeverity = 1000;

    private readonly List<StoreFinding> _findings = [];
    private readonly int[] _counts = new int[Enum.GetValues<FindingSeverity>().Length];
    private readonly Mac? _snapshot;

    /// <param name="target">What is checked.</param>
    /// <param name="snapshot">Set when that is a snapshot.</param>
    public FindingList(string target, Mac? snapshot = null)
    {
        Target = target;
        _snapshot = snapshot;
    }

    public string Target { get; }

    public IReadOnlyList<StoreFinding> Findings => _findings;

    public void Error(string message, string? path = null) => Add(FindingSeverity.Error, message, path);

    public void Warning(string message, string? path = null) => Add(FindingSeverity.Warning, message, path);

    public void Information(string message, string? path = null) => Add(FindingSeverity.Information, message, path);

    public void Add(FindingSeverity severity, string message, string? path = null)
    {
        int count = ++_counts[(int)severity];
        if (count <= MaxOfOneSeverity)
        {
            _findings.Add(new StoreFinding(severity, Target, message) { Snapshot = _snapshot, Path = path });
        }
        else if (count == MaxOfOneSeverity + 1)
        {
            _findings.Add(new StoreFinding(severity, Target, $"There is more of this severity; the first {MaxOfOneSeverity} findings are listed.") { Snapshot = _snapshot });
        }
    }

    /// <summary>Runs a part of a check; an error of the store ends the part and becomes a finding.</summary>
    /// <returns>Whether it came to its end.</returns>
    public async Task<bool> TryAsync(Func<Task> part, string? path = null)
    {
        try
        {
            await part().ConfigureAwait(false);
            return true;
        }
        catch (KlosetException exception)
        {
            Error(path is null ? exception.Message : $"'{path}' can't be read: {exception.Message}", path);
            return false;
        }
    }
}
