namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>
/// The Secret Manager API of one region with one key: every call a backup or a restore needs. Failures surface as
/// <see cref="ScalewayApiException"/> (the service refused), <see cref="ScalewayConnectionException"/> (it did not answer, or not usably) or
/// <see cref="ScalewayListingException"/> (its listings contradict each other), all of them <see cref="ScalewayException"/>. Safe for concurrent use.
/// </summary>
public interface ISecretManager
{
    /// <summary>Region the client talks to.</summary>
    string Region { get; }

    /// <summary>
    /// All secrets that match, oldest first, each id once. The listing is repeated when the number of distinct ids does not fit <c>total_count</c>,
    /// or when a second look at a listing of several pages differs from the first (SECRET-MANAGER §6).
    /// </summary>
    Task<IReadOnlyList<Secret>> ListSecretsAsync(ListSecretsRequest request, CancellationToken cancellationToken);

    /// <summary>One secret.</summary>
    Task<Secret> GetSecretAsync(string secretId, CancellationToken cancellationToken);

    /// <summary>All versions of a secret in ascending order of revision.</summary>
    Task<IReadOnlyList<SecretVersion>> ListVersionsAsync(string secretId, CancellationToken cancellationToken);

    /// <summary>One version.</summary>
    Task<SecretVersion> GetVersionAsync(string secretId, int revision, CancellationToken cancellationToken);

    /// <summary>Reads a value. Never call it for a version whose value one access consumes, unless told to.</summary>
    Task<SecretValue> AccessVersionAsync(string secretId, int revision, CancellationToken cancellationToken);

    /// <summary>Creates a secret. After an error with <see cref="ScalewayException.IsOutcomeUnclear"/> look before creating again.</summary>
    Task<Secret> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken);

    /// <summary>Adds a version. After an error with <see cref="ScalewayException.IsOutcomeUnclear"/> look before creating again.</summary>
    Task<SecretVersion> CreateVersionAsync(string secretId, CreateVersionRequest request, CancellationToken cancellationToken);

    /// <summary>Changes a secret's metadata.</summary>
    Task<Secret> UpdateSecretAsync(string secretId, UpdateSecretRequest request, CancellationToken cancellationToken);

    /// <summary>Changes a version's description (null leaves it) and lifetime (null leaves it).</summary>
    Task<SecretVersion> UpdateVersionAsync(string secretId, int revision, string? description, EphemeralProperties? ephemeralProperties, CancellationToken cancellationToken);

    /// <summary>Enables a version.</summary>
    Task<SecretVersion> EnableVersionAsync(string secretId, int revision, CancellationToken cancellationToken);

    /// <summary>Disables a version.</summary>
    Task<SecretVersion> DisableVersionAsync(string secretId, int revision, CancellationToken cancellationToken);

    /// <summary>Protects a secret from deletion.</summary>
    Task<Secret> ProtectSecretAsync(string secretId, CancellationToken cancellationToken);

    /// <summary>Removes the protection.</summary>
    Task<Secret> UnprotectSecretAsync(string secretId, CancellationToken cancellationToken);

    /// <summary>Takes a secret back from scheduled deletion.</summary>
    Task<Secret> RestoreSecretAsync(string secretId, CancellationToken cancellationToken);

    /// <summary>Takes a version back from scheduled deletion.</summary>
    Task<SecretVersion> RestoreVersionAsync(string secretId, int revision, CancellationToken cancellationToken);
}
