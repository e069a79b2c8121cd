using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>Something that is wrong with a secret or version, in however many snapshots.</summary>
/// <param name="Severity">Error when it can't be restored.</param>
/// <param name="SecretId">Id of the secret; empty where it can't be read.</param>
/// <param name="Name">Folder and name.</param>
/// <param name="Revision">The version; 0 for the secret as a whole.</param>
/// <param name="Reason">What is wrong.</param>
internal sealed record LostItem(FindingSeverity Severity, string SecretId, string Name, int Revision, string Reason)
{
    /// <summary>Folder, name and revision.</summary>
    public override string ToString() => Revision == 0 ? Name : $"{Name}@{Revision}";
}
