using System.Text.Json.Nodes;
using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class EphemeralVersionTests
{
    [Theory]
    [InlineData("disable", "disabled", 412)]
    [InlineData("delete", "deleted", 404)]
    public async Task Reading_a_single_access_version_consumes_it(string action, string status, int secondRead)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await CreateAsync(session, $$"""{"expires_once_accessed":true,"action":"{{action}}"}""");
        ApiResponse created = await session.CreateVersionAsync(id, "data");
        Assert.Equal($$"""{"expires_at":null,"expires_once_accessed":true,"action":"{{action}}"}""", created.Json["ephemeral_properties"]!.ToJsonString());

        Assert.Equal("ZGF0YQ==", (await session.GetAsync($"secrets/{id}/versions/latest/access")).Text("data"));
        Assert.Equal(secondRead, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
        Assert.Equal(status, (await session.GetAsync($"secrets/{id}/versions/1")).Text("status"));
    }

    [Fact]
    public async Task Only_one_of_many_simultaneous_readers_gets_a_single_access_version()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await CreateAsync(session, """{"expires_once_accessed":true,"action":"disable"}""");
        await session.CreateVersionAsync(id, "data");

        ApiResponse[] readers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => session.GetAsync($"secrets/{id}/versions/1/access")));

        Assert.Single(readers, reader => reader.Status == 200);
        Assert.Equal(15, readers.Count(reader => reader.Status == 412));
    }

    [Fact]
    public async Task Metadata_does_not_consume()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await CreateAsync(session, """{"expires_once_accessed":true,"action":"delete"}""");
        await session.CreateVersionAsync(id, "data");

        await session.GetAsync($"secrets/{id}");
        await session.GetAsync($"secrets/{id}/versions");
        await session.GetAsync($"secrets/{id}/versions/1");
        Assert.Equal(200, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
    }

    [Fact]
    public async Task Versions_own_properties_win_over_the_policy()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await CreateAsync(session, """{"expires_once_accessed":true,"action":"delete"}""");
        await session.CreateVersionAsync(id, "data");
        ApiResponse updated = await session.PatchAsync($"secrets/{id}/versions/1", """{"ephemeral_properties":{"expires_at":"2026-11-04T00:00:00Z","expires_once_accessed":false,"action":"disable"}}""");
        Assert.Equal("""{"expires_at":"2026-11-04T00:00:00Z","expires_once_accessed":false,"action":"disable"}""", updated.Json["ephemeral_properties"]!.ToJsonString());

        Assert.Equal(200, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
        Assert.Equal(200, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
        session.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(412, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
    }

    [Theory]
    [InlineData("disable", "disabled")]
    [InlineData("delete", "deleted")]
    public async Task Lifetime_ends_by_the_clock(string action, string status)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await CreateAsync(session, $$"""{"time_to_live":"1800s","action":"{{action}}"}""");
        ApiResponse created = await session.CreateVersionAsync(id, "data");
        Assert.Equal("2026-11-03T10:50:30.123456Z", (string?)created.Json["ephemeral_properties"]!["expires_at"]);

        session.Time.Advance(TimeSpan.FromSeconds(1799));
        Assert.Equal(200, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(status, (await session.GetAsync($"secrets/{id}/versions/1")).Text("status"));
    }

    [Fact]
    public async Task Enabling_again_starts_the_lifetime_of_the_policy_that_holds_now()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await CreateAsync(session, """{"time_to_live":"10s","action":"disable"}""");
        await session.CreateVersionAsync(id, "data");
        await session.PatchAsync($"secrets/{id}", """{"ephemeral_policy":{"time_to_live":"60s","action":"disable"}}""");
        session.Time.Advance(TimeSpan.FromSeconds(30));

        ApiResponse enabled = await session.PostAsync($"secrets/{id}/versions/1/enable");

        Assert.Equal("2026-11-03T10:22:00.123456Z", (string?)enabled.Json["ephemeral_properties"]!["expires_at"]);
        Assert.Equal(200, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
    }

    [Fact]
    public async Task Versions_of_lasting_secrets_have_no_ephemeral_properties()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("lasting");
        await session.CreateVersionAsync(id, "data");
        Assert.Equal(400, (await session.PatchAsync($"secrets/{id}/versions/1", """{"ephemeral_properties":{"expires_once_accessed":true,"action":"delete"}}""")).Status);
    }

    private static Task<string> CreateAsync(ApiSession session, string policy) =>
        session.CreateSecretAsync("ephemeral", more: new JsonObject { ["ephemeral_policy"] = JsonNode.Parse(policy) });
}
