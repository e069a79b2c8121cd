using System.Net;
using ScalewayEmulator;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Emulator;

/// <summary>The client against the emulated API over real HTTP.</summary>
public sealed class WholeLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_lives_its_whole_life()
    {
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        using var client = EmulatorClient.Create(server, "SecretManagerFullAccess");
        var request = new CreateSecretRequest
        {
            ProjectId = TestClient.ProjectId,
            Name = "password",
            Path = "/prod/db",
            Type = "opaque",
            Tags = ["ä", "b", "a"],
            Description = "of the \"database\"\n",
        };

        var created = await client.CreateSecretAsync(request, Token);
        Assert.Equal((request.Name, request.Path, request.Type, request.Description), (created.Name, created.Path, created.Type, created.Description));
        Assert.Equal(request.Tags, created.Tags);
        Assert.Equal(0, created.VersionCount);

        byte[][] values = [[0], [1, 2, 0xff], new byte[64 * 1024]];
        foreach (var value in values)
        {
            await client.CreateVersionAsync(created.Id, new CreateVersionRequest(value) { Description = $"{value.Length} bytes" }, Token);
        }

        await client.DisableVersionAsync(created.Id, 1, Token);
        var versions = await client.ListVersionsAsync(created.Id, Token);
        Assert.Equal([(1, "disabled", false), (2, "enabled", false), (3, "enabled", true)], versions.Select(version => (version.Revision, version.Status, version.Latest)));
        Assert.Equal(["1 bytes", "3 bytes", "65536 bytes"], versions.Select(version => version.Description));
        await AssertValueAsync(client, created.Id, 2, values[1]);
        await AssertValueAsync(client, created.Id, 3, values[2]);

        var disabled = await Assert.ThrowsAsync<ScalewayApiException>(() => client.AccessVersionAsync(created.Id, 1, Token));
        Assert.Equal(HttpStatusCode.PreconditionFailed, disabled.Status);
        await client.EnableVersionAsync(created.Id, 1, Token);
        await AssertValueAsync(client, created.Id, 1, values[0]);

        Assert.True((await client.ProtectSecretAsync(created.Id, Token)).Protected);
        Assert.False((await client.UnprotectSecretAsync(created.Id, Token)).Protected);
        var moved = await client.UpdateSecretAsync(created.Id, new UpdateSecretRequest { Path = "/prod/db2", Tags = ["c"] }, Token);
        Assert.Equal(("password", "/prod/db2", request.Description), (moved.Name, moved.Path, moved.Description));
        Assert.Equal("new", (await client.UpdateVersionAsync(created.Id, 2, "new", null, Token)).Description);
        Assert.Equal("new", (await client.GetVersionAsync(created.Id, 2, Token)).Description);
        Assert.Equal(3, (await client.GetSecretAsync(created.Id, Token)).VersionCount);
    }

    [Fact]
    public async Task Listings_filter_and_page()
    {
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        for (var number = 0; number < 230; number++)
        {
            server.State.AddSecret(TestClient.ProjectId, "fr-par", number % 2 == 0 ? "/even" : "/odd", $"s{number}");
        }

        using var client = EmulatorClient.Create(server, "SecretManagerReadOnly");
        var all = new ListSecretsRequest { ProjectId = TestClient.ProjectId };

        var everything = await client.ListSecretsAsync(all, Token);
        var even = await client.ListSecretsAsync(all with { Path = "/even/" }, Token);
        var one = await client.ListSecretsAsync(all with { Path = "/odd", Name = "s7" }, Token);

        Assert.Equal(Enumerable.Range(0, 230).Select(number => $"s{number}"), everything.Select(secret => secret.Name));
        Assert.Equal(115, even.Count);
        Assert.Equal("s7", Assert.Single(one).Name);
        Assert.Empty(await client.ListSecretsAsync(all with { ScheduledForDeletion = true }, Token));
    }

    [Fact]
    public async Task What_is_scheduled_for_deletion_is_listed_apart_and_comes_back()
    {
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        var secret = server.State.AddSecret(TestClient.ProjectId, "fr-par", "/", "gone", gone => gone.DeletionRequestedAt = DateTimeOffset.UtcNow);
        using var client = EmulatorClient.Create(server, "SecretManagerFullAccess");
        var all = new ListSecretsRequest { ProjectId = TestClient.ProjectId };

        Assert.Empty(await client.ListSecretsAsync(all, Token));
        Assert.Equal(secret.Id, Assert.Single(await client.ListSecretsAsync(all with { ScheduledForDeletion = true }, Token)).Id);
        var restored = await client.RestoreSecretAsync(secret.Id, Token);

        Assert.Null(restored.DeletionRequestedAt);
        Assert.Equal(secret.Id, Assert.Single(await client.ListSecretsAsync(all, Token)).Id);
    }

    [Fact]
    public async Task A_single_access_version_can_be_read_once()
    {
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        using var client = EmulatorClient.Create(server, "SecretManagerFullAccess");
        var policy = new EphemeralPolicy { TimeToLive = "3600.000s", ExpiresOnceAccessed = true, Action = "disable" };
        var secret = await client.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "once", EphemeralPolicy = policy }, Token);
        var version = await client.CreateVersionAsync(secret.Id, new CreateVersionRequest(new byte[] { 5 }), Token);

        Assert.Equal(policy with { TimeToLive = "3600s" }, secret.EphemeralPolicy);
        Assert.True((await client.GetVersionAsync(secret.Id, version.Revision, Token)).EphemeralProperties?.ExpiresOnceAccessed);
        await AssertValueAsync(client, secret.Id, version.Revision, [5]);
        var consumed = await Assert.ThrowsAsync<ScalewayApiException>(() => client.AccessVersionAsync(secret.Id, version.Revision, Token));

        Assert.Equal(HttpStatusCode.PreconditionFailed, consumed.Status);
        Assert.Equal("disabled", (await client.GetVersionAsync(secret.Id, version.Revision, Token)).Status);
    }

    [Fact]
    public async Task Refusals_of_the_service_are_told_apart()
    {
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        var secret = server.State.AddSecret(TestClient.ProjectId, "fr-par", "/", "taken");
        server.State.AddVersion(secret, [1]);
        using var reader = EmulatorClient.Create(server, "SecretManagerReadOnly");
        using var writer = EmulatorClient.Create(server, "SecretManagerFullAccess");
        using var stranger = EmulatorClient.CreateWithKey(server, "99999999-9999-4999-8999-999999999999");

        var denied = await Assert.ThrowsAsync<ScalewayApiException>(() => reader.AccessVersionAsync(secret.Id, 1, Token));
        var taken = await Assert.ThrowsAsync<ScalewayApiException>(
            () => writer.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "taken" }, Token));
        var missing = await Assert.ThrowsAsync<ScalewayApiException>(() => writer.GetSecretAsync(TestClient.SecretId, Token));
        var unknown = await Assert.ThrowsAsync<ScalewayApiException>(() => stranger.GetSecretAsync(secret.Id, Token));

        Assert.True(denied.IsPermissionDenied);
        Assert.True(taken.IsNameTaken);
        Assert.True(missing.IsNotFound);
        Assert.True(unknown.IsAuthenticationDenied);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_is_no_missing_permission()
    {
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        server.State.SecretQuota = 1;
        using var client = EmulatorClient.Create(server, "SecretManagerFullAccess");
        await client.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "first" }, Token);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(
            () => client.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "second" }, Token));

        Assert.True(exception.IsQuotaExceeded);
        Assert.False(exception.IsPermissionDenied);
    }

    private static async Task AssertValueAsync(SecretManagerClient client, string secretId, int revision, byte[] expected)
    {
        using var value = await client.AccessVersionAsync(secretId, revision, Token);
        Assert.Equal(expected, value.Data.ToArray());
    }
}
