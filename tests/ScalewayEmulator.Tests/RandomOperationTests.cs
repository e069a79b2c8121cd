using System.Text.Json.Nodes;
using CsCheck;
using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class RandomOperationTests
{
    private static readonly string[] Calls = ["create", "create and disable", "enable", "disable", "delete", "restore", "wait"];

    private static readonly Gen<(string Call, int Revision)> Step =
        Gen.Select(Gen.Int[0, Calls.Length - 1].Select(index => Calls[index]), Gen.Int[1, 6]);

    [Fact]
    public async Task Any_sequence_of_calls_leaves_the_versions_consistent() =>
        await Step.List[1, 25].SampleAsync(async steps =>
        {
            await using ApiSession session = await ApiSession.StartAsync();
            string id = await session.CreateSecretAsync("name");
            int created = 0;
            foreach ((string call, int revision) in steps)
            {
                created += await RunAsync(session, id, call, revision) ? 1 : 0;
            }

            await CheckAsync(session, id, created);
        }, iter: 30, threads: 1);

    [Fact]
    public async Task Pages_of_any_size_hold_every_secret_once() =>
        await Gen.Select(Gen.Int[0, 60], Gen.Int[1, 30]).SampleAsync(async (count, size) =>
        {
            await using ApiSession session = await ApiSession.StartAsync();
            for (int number = 0; number < count; number++)
            {
                session.State.AddSecret(ApiSession.Project, "fr-par", $"/{number}", "same-name");
            }

            List<string> ids = [];
            for (int page = 1; page <= count / size + 1; page++)
            {
                ApiResponse response = await session.GetAsync($"secrets?project_id={ApiSession.Project}&page={page}&page_size={size}");
                ids.AddRange(response.Json["secrets"]!.AsArray().Select(secret => (string)secret!["id"]!));
            }

            Assert.Equal(session.State.ListSecrets(ApiSession.Project, "fr-par").Select(secret => secret.Id), ids);
        }, iter: 20, threads: 1);

    /// <summary>Runs a step and tells whether it created a version.</summary>
    private static async Task<bool> RunAsync(ApiSession session, string id, string call, int revision)
    {
        string version = $"secrets/{id}/versions/{revision}";
        switch (call)
        {
            case "create":
                return (await session.CreateVersionAsync(id, "data")).Status == 200;
            case "create and disable":
                return (await session.CreateVersionAsync(id, [1], new JsonObject { ["disable_previous"] = true })).Status == 200;
            case "delete":
                Assert.Contains((await session.DeleteAsync(version)).Status, (int[])[204, 404, 412]);
                return false;
            case "wait":
                session.Time.Advance(TimeSpan.FromDays(2));
                return false;
            default:
                Assert.Contains((await session.PostAsync($"{version}/{call}")).Status, (int[])[200, 404, 412]);
                return false;
        }
    }

    private static async Task CheckAsync(ApiSession session, string id, int created)
    {
        JsonArray versions = (await session.GetAsync($"secrets/{id}/versions")).Json["versions"]!.AsArray();
        List<int> revisions = [.. versions.Select(version => (int)version!["revision"]!)];
        Assert.Equal(Enumerable.Range(1, created).Reverse(), revisions);
        List<JsonNode> stored = [.. versions.Where(version => (string)version!["status"]! != "deleted").Select(version => version!)];
        Assert.Equal(stored.Count, (int)(await session.GetAsync($"secrets/{id}")).Json["version_count"]!);
        Assert.Equal(stored.Take(1).Select(version => (int)version["revision"]!), versions.Where(version => (bool)version!["latest"]!).Select(version => (int)version!["revision"]!));
        foreach (JsonNode? version in versions)
        {
            int expected = (string)version!["status"]! switch
            {
                "enabled" => 200,
                "deleted" => 404,
                _ => 412,
            };
            Assert.Equal(expected, (await session.GetAsync($"secrets/{id}/versions/{version["revision"]}/access")).Status);
        }
    }
}
