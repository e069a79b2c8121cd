using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class CallLogTests
{
    [Fact]
    public async Task Calls_are_recorded_in_order_with_their_status_and_can_be_forgotten()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        await session.GetAsync($"secrets?project_id={ApiSession.Project}&page=1");
        await session.PostAsync("secrets", "{");

        Assert.Equal(
            [
                new RecordedCall("GET", $"{ApiSession.Prefix}secrets", $"?project_id={ApiSession.Project}&page=1", "ListSecrets", 200),
                new RecordedCall("POST", $"{ApiSession.Prefix}secrets", "", "CreateSecret", 400),
            ],
            session.Server.Calls);
        session.Server.ClearCalls();
        Assert.Empty(session.Server.Calls);
    }

    [Fact]
    public async Task Servers_are_independent()
    {
        await using ApiSession one = await ApiSession.StartAsync();
        await using ApiSession two = await ApiSession.StartAsync();
        await one.CreateSecretAsync("name");

        Assert.NotEqual(one.Server.BaseUrl, two.Server.BaseUrl);
        Assert.Empty(two.Server.Calls);
        Assert.Empty(two.State.ListSecrets(ApiSession.Project, "fr-par"));
    }

    [Fact]
    public async Task Simultaneous_writers_get_distinct_revisions()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.State.VersionQuota = 100;
        string id = await session.CreateSecretAsync("name");

        ApiResponse[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => session.CreateVersionAsync(id, [(byte)number])));

        Assert.Equal(Enumerable.Range(1, 40), answers.Select(answer => (int)answer.Json["revision"]!).Order());
        Assert.Equal(40, (int)(await session.GetAsync($"secrets/{id}")).Json["version_count"]!);
    }
}
