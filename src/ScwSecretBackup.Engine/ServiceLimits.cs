namespace ScwSecretBackup.Engine;

/// <summary>Limits of the Secret Manager service (SECRET-MANAGER §5.7).</summary>
internal static class ServiceLimits
{
    /// <summary>Versions a secret may have; those scheduled for deletion count.</summary>
    public const int VersionsPerSecret = 20;

    /// <summary>Secrets an organization with a verified identity may have; support can raise it.</summary>
    public const int SecretsPerOrganization = 250;

    /// <summary>Bytes of one value.</summary>
    public const int ValueBytes = 64 * 1024;
}
