namespace ScalewayEmulator;

/// <summary>Everything the emulator knows. Thread-safe.</summary>
public sealed class EmulatorState
{
    /// <summary>Creates an API key with permission sets on a project (null: the whole organization) and returns the secret key, a UUID.</summary>
    public string AddKey(IReadOnlyCollection<string> permissionSets, string? projectId = null) => throw new NotImplementedException();

    /// <summary>Denies "access" on one secret to every key, as an IAM condition would.</summary>
    public void DenyAccess(string secretId) => throw new NotImplementedException();

    /// <summary>Adds a secret, bypassing permissions and quotas.</summary>
    public EmulatedSecret AddSecret(string projectId, string region, string path, string name, Action<EmulatedSecret>? configure = null) => throw new NotImplementedException();

    /// <summary>Adds a version, bypassing permissions and quotas; statuses and dates can be changed on the result.</summary>
    public EmulatedVersion AddVersion(EmulatedSecret secret, byte[] data, Action<EmulatedVersion>? configure = null) => throw new NotImplementedException();

    /// <summary>The secrets of a project and region in order of creation, those scheduled for deletion included.</summary>
    public IReadOnlyList<EmulatedSecret> ListSecrets(string projectId, string region) => throw new NotImplementedException();

    /// <summary>Secrets an organization may have; null for no limit.</summary>
    public int? SecretQuota { get; set; }

    /// <summary>Versions a secret may have.</summary>
    public int VersionQuota { get; set; } = 20;
}
