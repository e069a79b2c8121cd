namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Explicit options, which win over environment and profile; null means "not given".</summary>
public sealed record ScalewayOverrides
{
    /// <summary>Access key.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Secret key.</summary>
    public SecretKey? SecretKey { get; init; }

    /// <summary>Project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Region.</summary>
    public string? Region { get; init; }

    /// <summary>Base address.</summary>
    public Uri? ApiUrl { get; init; }

    /// <summary>Profile of the config file.</summary>
    public string? Profile { get; init; }

    /// <summary>Whether the keys in environment variables don't count, because the profile was chosen for its keys.</summary>
    public bool IgnoresEnvironmentKeys { get; init; }
}
