using System.Text.Json.Nodes;
using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class VersionTests
{
    [Fact]
    public async Task Revision_numbers_are_never_used_again()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, "1");
        await session.CreateVersionAsync(id, "2");
        await session.DeleteAsync($"secrets/{id}/versions/2");
        session.Time.Advance(TimeSpan.FromDays(8));

        Assert.Equal("3", (await session.CreateVersionAsync(id, "3")).Json["revision"]!.ToJsonString());
        session.State.ListSecrets(ApiSession.Project, "fr-par").Single().NextRevision = 9;
        Assert.Equal("9", (await session.CreateVersionAsync(id, "9")).Json["revision"]!.ToJsonString());
    }

    [Fact]
    public async Task Scheduled_version_still_is_listed_counted_and_the_latest()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, "1");
        await session.CreateVersionAsync(id, "2");
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await session.DeleteAsync($"secrets/{id}/versions/latest")).Status);

        ApiResponse version = await session.GetAsync($"secrets/{id}/versions/latest");
        Assert.Equal(
            $$"""{"revision":2,"secret_id":"{{id}}","status":"scheduled_for_deletion","created_at":"2026-11-03T10:20:30.123456Z","updated_at":"2026-11-03T10:20:30.123456Z","deleted_at":null,"description":"","latest":true,"ephemeral_properties":null,"deletion_requested_at":"2026-11-03T10:20:31.123456Z","region":"fr-par"}""",
            version.Body);
        Assert.Equal(2, (int)(await session.GetAsync($"secrets/{id}")).Json["version_count"]!);
        Assert.Equal(2, (int)(await session.GetAsync($"secrets/{id}/versions")).Json["total_count"]!);
        Assert.Equal(412, (await session.GetAsync($"secrets/{id}/versions/latest/access")).Status);
        Assert.Equal(1, (int)(await session.GetAsync($"secrets/{id}/versions/latest_enabled/access")).Json["revision"]!);
        Assert.Equal(412, (await session.DeleteAsync($"secrets/{id}/versions/2")).Status);
        Assert.Equal(412, (await session.PatchAsync($"secrets/{id}/versions/2", "{}")).Status);
    }

    [Fact]
    public async Task Restoring_brings_back_the_status_a_version_had()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, "1");
        await session.CreateVersionAsync(id, "2");
        await session.PostAsync($"secrets/{id}/versions/1/disable");
        await session.DeleteAsync($"secrets/{id}/versions/1");
        await session.DeleteAsync($"secrets/{id}/versions/2");

        Assert.Equal("disabled", (await session.PostAsync($"secrets/{id}/versions/1/restore")).Text("status"));
        Assert.Equal("enabled", (await session.PostAsync($"secrets/{id}/versions/2/restore")).Text("status"));
        Assert.Equal(412, (await session.PostAsync($"secrets/{id}/versions/2/restore")).Status);
    }

    [Theory]
    [InlineData(true, "deleted")]
    [InlineData(false, null)]
    public async Task Version_is_erased_after_seven_days(bool listsDeleted, string? status)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.State.ListsDeletedVersions = listsDeleted;
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, "1");
        await session.CreateVersionAsync(id, "2");
        await session.DeleteAsync($"secrets/{id}/versions/2");
        session.Time.Advance(TimeSpan.FromDays(7));

        JsonArray listed = (await session.GetAsync($"secrets/{id}/versions")).Json["versions"]!.AsArray();
        Assert.Equal(status, (string?)listed.FirstOrDefault(version => (int)version!["revision"]! == 2)?["status"]);
        Assert.Equal(1, (int)(await session.GetAsync($"secrets/{id}")).Json["version_count"]!);
        Assert.Equal(404, (await session.GetAsync($"secrets/{id}/versions/2/access")).Status);
        Assert.Equal(1, (int)(await session.GetAsync($"secrets/{id}/versions/latest")).Json["revision"]!);
        Assert.Empty(session.State.ListSecrets(ApiSession.Project, "fr-par")[0].Versions[1].Data);
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_and_filtered_by_status()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        for (int revision = 1; revision <= 4; revision++)
        {
            await session.CreateVersionAsync(id, "data");
        }

        await session.PostAsync($"secrets/{id}/versions/2/disable");
        await session.DeleteAsync($"secrets/{id}/versions/3");

        async Task<string> RevisionsAsync(string query) =>
            string.Join(',', (await session.GetAsync($"secrets/{id}/versions?{query}")).Json["versions"]!.AsArray().Select(version => version!["revision"]!.ToJsonString()));
        Assert.Equal("4,3,2,1", await RevisionsAsync("page=1"));
        Assert.Equal("2,1", await RevisionsAsync("page=2&page_size=2"));
        Assert.Equal("4,1", await RevisionsAsync("status=enabled"));
        Assert.Equal("3,2", await RevisionsAsync("status=disabled&status=scheduled_for_deletion"));
        Assert.Equal("4,3,2,1", await RevisionsAsync("status=unknown_status"));
    }

    [Fact]
    public async Task Disable_previous_touches_the_preceding_version_only()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, [1], new JsonObject { ["disable_previous"] = true });
        await session.CreateVersionAsync(id, [2]);
        await session.CreateVersionAsync(id, [3], new JsonObject { ["disable_previous"] = true });

        JsonArray versions = (await session.GetAsync($"secrets/{id}/versions")).Json["versions"]!.AsArray();
        Assert.Equal(["enabled", "disabled", "enabled"], versions.Select(version => (string)version!["status"]!));
    }

    [Fact]
    public async Task Disabled_version_cannot_be_read_until_it_is_enabled()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, "data");
        Assert.Equal("disabled", (await session.PostAsync($"secrets/{id}/versions/1/disable")).Text("status"));

        ApiResponse refused = await session.GetAsync($"secrets/{id}/versions/1/access");
        Assert.Equal((412, "precondition_failed", "resource_not_usable"), (refused.Status, refused.Text("type"), refused.Text("precondition")));
        Assert.Equal(404, (await session.GetAsync($"secrets/{id}/versions/latest_enabled/access")).Status);
        await session.PostAsync($"secrets/{id}/versions/1/enable");
        Assert.Equal(200, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
    }

    [Fact]
    public async Task Missing_and_malformed_revisions_are_told_apart()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");

        ApiResponse missing = await session.GetAsync($"secrets/{id}/versions/1");
        Assert.Equal((404, "secret_version"), (missing.Status, missing.Text("resource")));
        Assert.Equal(404, (await session.GetAsync($"secrets/{id}/versions/latest")).Status);
        Assert.Equal(400, (await session.GetAsync($"secrets/{id}/versions/newest")).Status);
        Assert.Equal(400, (await session.GetAsync("secrets/not-a-uuid/versions/1")).Status);
    }

    [Fact]
    public async Task Checksum_is_compared_kept_and_given_back()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");

        Assert.Equal(200, (await session.CreateVersionAsync(id, "123456789"u8.ToArray(), new JsonObject { ["data_crc32"] = 0xCBF43926 })).Status);
        Assert.Equal(200, (await session.CreateVersionAsync(id, "123456789"u8.ToArray(), new JsonObject { ["data_crc32"] = "3421780262" })).Status);
        Assert.Equal(400, (await session.CreateVersionAsync(id, "123456780"u8.ToArray(), new JsonObject { ["data_crc32"] = 0xCBF43926 })).Status);
        Assert.Equal($$"""{"secret_id":"{{id}}","revision":2,"data":"MTIzNDU2Nzg5","data_crc32":3421780262,"type":"opaque"}""", (await session.GetAsync($"secrets/{id}/versions/2/access")).Body);
    }

    [Fact]
    public async Task Base64_of_the_URL_alphabet_without_padding_is_understood()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.PostAsync($"secrets/{id}/versions", """{"data":"-_-_-w"}""");

        Assert.Equal("+/+/+w==", (await session.GetAsync($"secrets/{id}/versions/latest/access")).Text("data"));
        Assert.Equal(400, (await session.PostAsync($"secrets/{id}/versions", """{"data":"*"}""")).Status);
        Assert.Equal(400, (await session.PostAsync($"secrets/{id}/versions", """{"data":""}""")).Status);
    }

    [Fact]
    public async Task A_version_without_the_data_field_is_made_as_in_the_recordings_of_one_tool()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");

        Assert.Equal(200, (await session.PostAsync($"secrets/{id}/versions", "{}")).Status);
        Assert.Equal("", (await session.GetAsync($"secrets/{id}/versions/1/access")).Text("data"));
    }

    [Fact]
    public async Task Quota_of_versions_counts_scheduled_ones()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        for (int revision = 1; revision <= 20; revision++)
        {
            Assert.Equal(200, (await session.CreateVersionAsync(id, "data")).Status);
        }

        await session.DeleteAsync($"secrets/{id}/versions/1");
        ApiResponse refused = await session.CreateVersionAsync(id, "data");
        Assert.Equal((403, "quotas_exceeded"), (refused.Status, refused.Text("type")));
        session.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(200, (await session.CreateVersionAsync(id, "data")).Status);
    }

    [Fact]
    public async Task Broken_encryption_key_stops_writing_and_reading()
    {
        const string KeyId = "aaaaaaaa-0000-4000-8000-000000000001";
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name", more: new JsonObject { ["key_id"] = KeyId });
        Assert.Equal(KeyId, (await session.GetAsync($"secrets/{id}")).Text("key_id"));
        await session.CreateVersionAsync(id, "data");
        session.State.BreakEncryptionKey(KeyId);

        ApiResponse refused = await session.CreateVersionAsync(id, "data");
        Assert.Equal((409, $"key {KeyId} is in an invalid state"), (refused.Status, refused.Text("message")));
        Assert.Equal(412, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
    }

    [Fact]
    public async Task Access_by_path_finds_live_secrets_by_exact_path_and_name()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name", "key_value", new JsonObject { ["path"] = "/a/b" });
        await session.CreateVersionAsync(id, """{"k":"v"}""");

        Task<ApiResponse> ByPathAsync(string query) => session.GetAsync($"secrets-by-path/versions/latest_enabled/access?project_id={ApiSession.Project}&{query}");
        Assert.Equal($$"""{"secret_id":"{{id}}","revision":1,"data":"eyJrIjoidiJ9","data_crc32":null,"type":"key_value"}""", (await ByPathAsync("secret_path=/a/b&secret_name=name")).Body);
        Assert.Equal(404, (await ByPathAsync("secret_name=name")).Status);
        Assert.Equal(404, (await ByPathAsync("secret_path=/a/b&secret_name=Name")).Status);
        Assert.Equal(400, (await ByPathAsync("secret_path=/a/b")).Status);
        await session.DeleteAsync($"secrets/{id}");
        Assert.Equal(404, (await ByPathAsync("secret_path=/a/b&secret_name=name")).Status);
    }
}
