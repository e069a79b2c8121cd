using ScwSecretBackup.Engine.Versions;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a comparison sees of a version, on either side.</summary>
/// <param name="Revision">Number on its side.</param>
/// <param name="Status">Status.</param>
/// <param name="Description">Description.</param>
/// <param name="Fingerprint">Stands for the value; null when it can't be read.</param>
internal sealed record ComparedVersion(int Revision, string Status, string Description, ValueFingerprint? Fingerprint)
{
    /// <summary>Same status and description.</summary>
    public bool HasSameMetadata(ComparedVersion other) => Status == other.Status && Description == other.Description;
}
