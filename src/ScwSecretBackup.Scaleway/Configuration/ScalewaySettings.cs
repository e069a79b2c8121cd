namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Everything a client needs, resolved and validated (SECRET-MANAGER §2.2).</summary>
public sealed record ScalewaySettings
{
    /// <summary>Access key for display; never sent. Empty when unknown.</summary>
    public string AccessKey { get; init; } = "";

    /// <summary>The secret key.</summary>
    public required SecretKey SecretKey { get; init; }

    /// <summary>Project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Region.</summary>
    public required string Region { get; init; }

    /// <summary>Base address without trailing slash.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>Whether TLS certificates are not verified (<c>SCW_INSECURE</c>).</summary>
    public bool Insecure { get; init; }
}
