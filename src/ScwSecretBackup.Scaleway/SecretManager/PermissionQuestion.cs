namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Rights beside listing and reading metadata (SECRET-MANAGER §7.1).</summary>
public enum PermissionQuestion
{
    /// <summary>Read values.</summary>
    Access,

    /// <summary>Create secrets and versions.</summary>
    Create,

    /// <summary>Change metadata and the state of versions.</summary>
    Write,

    /// <summary>Take back what is scheduled for deletion.</summary>
    Restore,
}
