using System.Management.Automation;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Comparison;
using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Errors for secrets that a snapshot can't give back, while it still gives the others.</summary>
internal static class DamagedSecret
{
    private const string Advice = "Run Test-ScwStore: it says what is lost and which snapshot still has it.";

    /// <summary>The record for a secret of a snapshot.</summary>
    public static ErrorRecord ToRecord(SnapshotSecret secret) => ToRecord(secret.Metadata.Path, secret.Metadata.Name, secret.Damage);

    /// <summary>The record for one that can't be compared.</summary>
    public static ErrorRecord ToRecord(SecretDifference difference) => ToRecord(difference.Folder, difference.Name, difference.Reason);

    private static ErrorRecord ToRecord(string folder, string name, string damage) =>
        Errors.FromItem(new EngineException(EngineErrorKind.DamagedSnapshot, damage, Advice), SecretPath.Join(folder, name));
}
