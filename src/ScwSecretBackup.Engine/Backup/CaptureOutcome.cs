using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>What became of one version.</summary>
/// <param name="Document">Its metadata for the snapshot.</param>
/// <param name="Value">Its value, or null.</param>
/// <param name="Error">What refused a value that should be readable, or null.</param>
internal sealed record CaptureOutcome(VersionDocument Document, StoredObject? Value, Exception? Error = null)
{
    /// <summary>Something odd that did not keep the value out of the snapshot, or empty.</summary>
    public string Warning { get; init; } = "";
}
