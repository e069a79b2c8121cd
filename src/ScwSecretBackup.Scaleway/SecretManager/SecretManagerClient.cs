using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Typed client over HTTP with retries (Polly.Core). Create one per key and region and share it.</summary>
public sealed class SecretManagerClient : ISecretManager, IDisposable
{
    /// <summary>Creates the client; no request is made.</summary>
    public SecretManagerClient(ScalewaySettings settings, SecretManagerClientOptions options, TimeProvider timeProvider)
    {
        Region = settings.Region;
    }

    /// <inheritdoc />
    public string Region { get; }

    /// <inheritdoc />
    public Task<IReadOnlyList<Secret>> ListSecretsAsync(ListSecretsRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<Secret> GetSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<IReadOnlyList<SecretVersion>> ListVersionsAsync(string secretId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<SecretVersion> GetVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<SecretValue> AccessVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<Secret> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<SecretVersion> CreateVersionAsync(string secretId, CreateVersionRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<Secret> UpdateSecretAsync(string secretId, UpdateSecretRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<SecretVersion> UpdateVersionAsync(string secretId, int revision, string? description, EphemeralProperties? ephemeralProperties, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<SecretVersion> EnableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<SecretVersion> DisableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<Secret> ProtectSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<Secret> UnprotectSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<Secret> RestoreSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<SecretVersion> RestoreVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
