using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Versions;

/// <summary>Decides whether reading a version destroys it (SECRET-MANAGER §1.1 and §10).</summary>
internal static class SingleAccess
{
    /// <summary>True when one access consumes the version: it says so itself, or it is silent and its secret's policy says so.</summary>
    public static bool Applies(EphemeralPolicy? policy, EphemeralProperties? properties) =>
        properties?.ExpiresOnceAccessed ?? policy?.ExpiresOnceAccessed ?? false;
}
