using ScwSecretBackup.Scaleway.Resilience;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Resilience;

public sealed class ReadAfterWriteTests
{
    private const string NotFound = """{"message":"resource is not found","resource":"secret","type":"not_found"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_404_on_what_was_created_a_moment_ago_is_repeated()
    {
        await using var server = ScriptedServer.Answering(
            ScriptedAnswer.Json(TestClient.SecretJson), ScriptedAnswer.Json(NotFound, 404), ScriptedAnswer.Json(NotFound, 404), ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server);
        var created = await client.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "n" }, Token);

        var read = await client.GetSecretAsync(created.Id, Token);

        Assert.Equal(created.Id, read.Id);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_version_that_was_just_added_may_be_disabled_a_little_later()
    {
        await using var server = ScriptedServer.Answering(
            ScriptedAnswer.Json(TestClient.VersionJson), ScriptedAnswer.Json(NotFound, 404), ScriptedAnswer.Json(TestClient.VersionJson));
        using var client = TestClient.Create(server);
        var version = await client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[1]), Token);

        await client.DisableVersionAsync(TestClient.SecretId, version.Revision, Token);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void Creations_are_forgotten_after_the_lag()
    {
        var clock = new InstantTimeProvider();
        var recent = new RecentCreations(clock);
        recent.Remember("a");
        clock.Advance(TimeSpan.FromSeconds(20));
        recent.Remember("b");

        Assert.True(recent.Contains("A"));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(recent.Contains("a"));
        Assert.True(recent.Contains("b"));
        Assert.False(recent.Contains("c"));
    }
}
