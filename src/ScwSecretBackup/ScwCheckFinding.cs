using ScwSecretBackup.Engine.Checking;
using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup;

/// <summary>Something that a check of a store or snapshot found; the last one is always the summary.</summary>
public sealed class ScwCheckFinding
{
    /// <summary>What sysexits.h calls EX_DATAERR, and plakar's check exits with.</summary>
    private const int DataError = 65;

    internal ScwCheckFinding(CheckFinding finding, string store)
    {
        Severity = finding.Severity;
        Target = finding.Target;
        Message = finding.Message;
        Snapshots = finding.Snapshots.Select(id => id.ToString()).ToArray();
        Lost = finding.Lost.ToArray();
        Summary = finding.Summary is null ? null : new ScwCheckSummary(finding.Summary);
        Store = store;
    }

    /// <summary>Information is normal or harmless, Warning against the rules but nothing is lost, Error damaged or missing.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>What it is about: a file of the store, a snapshot, a secret or version, and for the summary the store.</summary>
    public string Target { get; }

    /// <summary>What is wrong, what is lost by it, and what is not.</summary>
    public string Message { get; }

    /// <summary>Ids of the snapshots it is about, newest first; none when it is about a file of the store.</summary>
    public IReadOnlyList<string> Snapshots { get; }

    /// <summary>
    /// What those snapshots can't give back: secrets as <c>/folder/name</c>, versions as <c>/folder/name@revision</c>, files of foreign snapshots by their
    /// paths, and <c>/</c> when it is everything.
    /// </summary>
    public IReadOnlyList<string> Lost { get; }

    /// <summary>Figures of the whole check, on the last finding alone; null on the others.</summary>
    public ScwCheckSummary? Summary { get; }

    /// <summary>Where the store is.</summary>
    public string Store { get; }

    /// <summary>For <c>exit</c> in a job: 65 for an error and for the summary of a check that found one, else 0.</summary>
    public int ExitCode => Severity == FindingSeverity.Error || Summary is { Passed: false } ? DataError : 0;

    /// <summary>Severity, target and message.</summary>
    public override string ToString() => $"{Severity}: {Target}: {Message}";
}
