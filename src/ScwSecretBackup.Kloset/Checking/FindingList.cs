namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Findings about one target, collected while it is checked.</summary>
internal sealed class FindingList
{
    private readonly List<StoreFinding> _findings = [];

    public FindingList(string target) => Target = target;

    public string Target { get; }

    public IReadOnlyList<StoreFinding> Findings => _findings;

    public void Error(string message) => Error(Target, message);

    public void Error(string target, string message) => Add(FindingSeverity.Error, target, message);

    public void Warning(string message) => Warning(Target, message);

    public void Warning(string target, string message) => Add(FindingSeverity.Warning, target, message);

    public void Information(string message) => Add(FindingSeverity.Information, Target, message);

    /// <summary>Runs a part of a check; an error of the store ends the part and becomes a finding.</summary>
    /// <returns>Whether it came to its end.</returns>
    public async Task<bool> TryAsync(Func<Task> part)
    {
        try
        {
            await part().ConfigureAwait(false);
            return true;
        }
        catch (KlosetException exception)
        {
            Error(exception.Message);
            return false;
        }
    }

    private void Add(FindingSeverity severity, string target, string message) => _findings.Add(new StoreFinding(severity, target, message));
}
