using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Finds the secrets of a snapshot whose versions are missing as a whole: without it they would look like secrets that have none.</summary>
internal sealed class SecretGaps
{
    private readonly Dictionary<string, string> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Folder, string Name), string> _byName = [];

    /// <summary>Reads the gaps of a manifest.</summary>
    public SecretGaps(Manifest manifest)
    {
        foreach (ManifestGap gap in manifest.Skipped.Where(gap => gap.Revision == 0))
        {
            if (gap.SecretId.Length > 0)
            {
                _byId[gap.SecretId] = gap.Reason;
            }
            else
            {
                _byName[(gap.Folder, gap.Name)] = gap.Reason;
            }
        }
    }

    /// <summary>Why a secret that was found without versions has none in the snapshot, or empty when it had none.</summary>
    public string Find(Secret secret) =>
        _byId.GetValueOrDefault(secret.Id) ?? _byName.GetValueOrDefault((secret.Path, secret.Name)) ?? "";
}
