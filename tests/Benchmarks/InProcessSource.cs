using System.Globalization;
using ScwSecretBackup.Memory;
using ScwSecretBackup.Scaleway.SecretManager;

namespace Benchmarks;

/// <summary>A Secret Manager in this process that makes its answers when it is asked, so that memory and time are the product's own.</summary>
internal sealed class InProcessSource(int secrets, int valueSize) : ISecretManager
{
    private static readonly DateTimeOffset Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public string Region => "fr-par";

    public Task<IReadOnlyList<Secret>> ListSecretsAsync(ListSecretsRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<Secret> list = request.ScheduledForDeletion ? [] : [.. Enumerable.Range(0, secrets).Select(MakeSecret)];
        return Task.FromResult(list);
    }

    public Task<IReadOnlyList<SecretVersion>> ListVersionsAsync(string secretId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SecretVersion>>([MakeVersion(secretId, 1)]);

    public Task<SecretValue> AccessVersionAsync(string secretId, int revision, CancellationToken cancellationToken)
    {
        var value = new PinnedMemoryOwner(valueSize);
        new Random(secretId.GetHashCode(StringComparison.Ordinal)).NextBytes(value.Memory.Span);
        return Task.FromResult(new SecretValue(value, null));
    }

    public Task<Secret> GetSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretVersion> GetVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => Task.FromResult(MakeVersion(secretId, revision));

    public Task<Secret> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretVersion> CreateVersionAsync(string secretId, CreateVersionRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Secret> UpdateSecretAsync(string secretId, UpdateSecretRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretVersion> UpdateVersionAsync(
        string secretId, int revision, string? description, EphemeralProperties? ephemeralProperties, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretVersion> EnableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretVersion> DisableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Secret> ProtectSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Secret> UnprotectSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Secret> RestoreSecretAsync(string secretId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SecretVersion> RestoreVersionAsync(string secretId, int revision, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static Secret MakeSecret(int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:d12}"),
        ProjectId = BenchmarkSource.ProjectId,
        Name = string.Create(CultureInfo.InvariantCulture, $"secret-{number:d5}"),
        Path = string.Create(CultureInfo.InvariantCulture, $"/team-{number % 20:d2}"),
        Status = "ready",
        CreatedAt = Created,
        UpdatedAt = Created,
        VersionCount = 1,
        Region = "fr-par",
    };

    private static SecretVersion MakeVersion(string secretId, int revision) => new()
    {
        SecretId = secretId,
        Revision = revision,
        Status = "enabled",
        CreatedAt = Created,
        UpdatedAt = Created,
        Latest = true,
        Region = "fr-par",
    };
}
