using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Infrastructure;

/// <summary>What planning sees of a project: every write is refused here, so that <c>-WhatIf</c> can't change anything even by mistake.</summary>
internal sealed class ReadOnlySecretManager(ISecretManager inner) : ISecretManager
{
    /// <inheritdoc />
    public string Region => inner.Region;

    /// <inheritdoc />
    public Task<IReadOnlyList<Secret>> ListSecretsAsync(ListSecretsRequest request, CancellationToken cancellationToken) => inner.ListSecretsAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<Secret> GetSecretAsync(string secretId, CancellationToken cancellationToken) => inner.GetSecretAsync(secretId, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<SecretVersion>> ListVersionsAsync(string secretId, CancellationToken cancellationToken) => inner.ListVersionsAsync(secretId, cancellationToken);

    /// <inheritdoc />
    public Task<SecretVersion> GetVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => inner.GetVersionAsync(secretId, revision, cancellationToken);

    /// <inheritdoc />
    public Task<SecretValue> AccessVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => inner.AccessVersionAsync(secretId, revision, cancellationToken);

    /// <inheritdoc />
    public Task<Secret> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<SecretVersion> CreateVersionAsync(string secretId, CreateVersionRequest request, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<Secret> UpdateSecretAsync(string secretId, UpdateSecretRequest request, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<SecretVersion> UpdateVersionAsync(string secretId, int revision, string? description, EphemeralProperties? ephemeralProperties, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<SecretVersion> EnableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<SecretVersion> DisableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<Secret> ProtectSecretAsync(string secretId, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<Secret> UnprotectSecretAsync(string secretId, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<Secret> RestoreSecretAsync(string secretId, CancellationToken cancellationToken) => throw Refusal();

    /// <inheritdoc />
    public Task<SecretVersion> RestoreVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw Refusal();

    private static InvalidOperationException Refusal() => new("Planning must not write.");
}
