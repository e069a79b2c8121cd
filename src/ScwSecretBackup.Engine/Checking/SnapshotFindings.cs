using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>What the format check found in snapshots; what it found in several is said once.</summary>
internal sealed class SnapshotFindings
{
    private readonly Dictionary<(FindingSeverity Severity, string Message, string? Path), List<Mac>> _findings = [];

    /// <summary>Takes a finding up.</summary>
    public void Add(StoreFinding finding)
    {
        var key = (finding.Severity, finding.Message, finding.Path);
        if (!_findings.TryGetValue(key, out List<Mac>? snapshots))
        {
            _findings[key] = snapshots = [];
        }

        snapshots.Add(finding.Snapshot!.Value);
    }

    /// <summary>The findings. Files that are lost are named by their paths, or where the secrets were not read by the secrets they belong to.</summary>
    /// <param name="order">The snapshots.</param>
    /// <param name="secretsWereRead">Whether a snapshot has findings about its secrets; then those say what is lost.</param>
    public IEnumerable<CheckFinding> Findings(SnapshotOrder order, Func<Mac, bool> secretsWereRead)
    {
        foreach (((FindingSeverity severity, string message, string? path), List<Mac> all) in _findings)
        {
            IReadOnlyList<Mac> snapshots = order.Sort(all);
            bool isLoss = severity == FindingSeverity.Error && path is not null && !snapshots.Any(secretsWereRead);
            yield return new CheckFinding(severity, SnapshotOrder.Target(snapshots), message)
            {
                Snapshots = snapshots,
                Lost = isLoss ? [SnapshotLayout.DescribePath(path!)] : [],
            };
        }
    }
}
