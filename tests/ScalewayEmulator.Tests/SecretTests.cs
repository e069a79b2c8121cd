using System.Text.Json.Nodes;
using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class SecretTests
{
    private static readonly JsonObject SingleAccess = new() { ["ephemeral_policy"] = new JsonObject { ["expires_once_accessed"] = true, ["action"] = "delete" } };

    [Fact]
    public async Task Created_secret_has_all_fields_in_the_recorded_order()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        ApiResponse response = await session.PostAsync("secrets", $$"""{"project_id":"{{ApiSession.Project}}","name":"plain","tags":null}""");

        Assert.Equal(200, response.Status);
        string id = response.Text("id")!;
        Assert.Equal(
            $$"""{"id":"{{id}}","project_id":"{{ApiSession.Project}}","name":"plain","status":"ready","created_at":"2026-11-03T10:20:30.123456Z","updated_at":"2026-11-03T10:20:30.123456Z","tags":[],"version_count":0,"description":"","managed":false,"type":"opaque","protected":false,"path":"/","ephemeral_policy":null,"used_by":[],"deletion_requested_at":null,"key_id":null,"region":"fr-par"}""",
            response.Body);
    }

    [Fact]
    public async Task Text_comes_back_as_it_was_sent()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        const string Text = "équipe \"日本語\" 🔐 <&> two\nlines \u0001";
        string id = await session.CreateSecretAsync("named", more: new JsonObject { ["description"] = Text, ["tags"] = new JsonArray("b", Text, "a", "b") });

        ApiResponse response = await session.GetAsync($"secrets/{id}");

        Assert.Equal(Text, response.Text("description"));
        Assert.Equal(["b", Text, "a", "b"], response.Json["tags"]!.AsArray().Select(tag => (string)tag!));
    }

    [Theory]
    [InlineData("CON")]
    [InlineData("nul.txt")]
    [InlineData("_a-b.c_")]
    [InlineData("9")]
    public async Task Good_names_are_accepted(string name)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        Assert.NotEmpty(await session.CreateSecretAsync(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("é")]
    [InlineData("a\n")]
    public async Task Bad_names_are_refused(string name)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        ApiResponse response = await session.PostAsync("secrets", new JsonObject { ["project_id"] = ApiSession.Project, ["name"] = name }.ToJsonString());
        Assert.Equal((400, "name"), (response.Status, (string?)response.Json["details"]![0]!["argument_name"]));
    }

    [Theory]
    [InlineData("/a/", "/a")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    [InlineData("a", null)]
    [InlineData("//a", null)]
    [InlineData("/a//b", null)]
    [InlineData("/a/../b", null)]
    public async Task Paths_are_normalized_or_refused(string path, string? stored)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        ApiResponse response = await session.PostAsync("secrets", new JsonObject { ["project_id"] = ApiSession.Project, ["name"] = "n", ["path"] = path }.ToJsonString());
        Assert.Equal((stored is null ? 400 : 200, stored), (response.Status, response.Text("path")));
    }

    [Fact]
    public async Task Name_is_taken_once_per_path_and_free_again_when_its_owner_is_scheduled()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string first = await session.CreateSecretAsync("name");
        string create = $$"""{"project_id":"{{ApiSession.Project}}","name":"name"}""";

        ApiResponse taken = await session.PostAsync("secrets", create);
        Assert.Equal(400, taken.Status);
        Assert.Equal("""{"details":[{"argument_name":"name","help_message":"cannot have same secret name in same path","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""", taken.Body);
        await session.CreateSecretAsync("Name");
        string other = await session.CreateSecretAsync("name", more: new JsonObject { ["path"] = "/else" });
        Assert.Equal(400, (await session.PatchAsync($"secrets/{other}", """{"path":"/"}""")).Status);

        Assert.Equal(204, (await session.DeleteAsync($"secrets/{first}")).Status);
        Assert.Equal(200, (await session.PostAsync("secrets", create)).Status);
        ApiResponse restored = await session.PostAsync($"secrets/{first}/restore");
        Assert.Equal((400, "name"), (restored.Status, (string?)restored.Json["details"]![0]!["argument_name"]));
    }

    [Fact]
    public async Task Absent_and_null_fields_of_an_update_change_nothing_but_the_time()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name", more: new JsonObject { ["tags"] = new JsonArray("t"), ["description"] = "d", ["path"] = "/p" });
        session.Time.Advance(TimeSpan.FromSeconds(1));

        ApiResponse response = await session.PatchAsync($"secrets/{id}", """{"tags":null,"name":null,"unheard_of":1}""");

        Assert.Equal(("name", "d", "/p", """["t"]"""), (response.Text("name"), response.Text("description"), response.Text("path"), response.Json["tags"]!.ToJsonString()));
        Assert.Equal("2026-11-03T10:20:31.123456Z", response.Text("updated_at"));
        Assert.Equal("2026-11-03T10:20:30.123456Z", response.Text("created_at"));
    }

    [Fact]
    public async Task Scheduled_secret_stays_ready_and_readable_but_nothing_can_be_done_to_it_except_restoring()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, "data");
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await session.DeleteAsync($"secrets/{id}");

        ApiResponse scheduled = await session.GetAsync($"secrets/{id}");
        Assert.Equal(("ready", "2026-11-03T10:20:31.123456Z", "2026-11-03T10:20:31.123456Z"), (scheduled.Text("status"), scheduled.Text("deletion_requested_at"), scheduled.Text("updated_at")));
        Assert.Equal(1, (int)scheduled.Json["version_count"]!);
        Assert.Equal("scheduled_for_deletion", (await session.GetAsync($"secrets/{id}/versions/latest")).Text("status"));
        Assert.Equal(412, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
        Assert.Equal(412, (await session.PatchAsync($"secrets/{id}", "{}")).Status);
        Assert.Equal(412, (await session.DeleteAsync($"secrets/{id}")).Status);
        Assert.Equal(412, (await session.CreateVersionAsync(id, "more")).Status);

        ApiResponse restored = await session.PostAsync($"secrets/{id}/restore");
        Assert.Equal((200, null), (restored.Status, restored.Text("deletion_requested_at")));
        Assert.Equal(200, (await session.GetAsync($"secrets/{id}/versions/1/access")).Status);
        Assert.Equal(412, (await session.PostAsync($"secrets/{id}/restore")).Status);
    }

    [Fact]
    public async Task Scheduled_secret_is_gone_after_seven_days()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.DeleteAsync($"secrets/{id}");

        session.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMicroseconds(1));
        Assert.Equal(200, (await session.GetAsync($"secrets/{id}")).Status);
        session.Time.Advance(TimeSpan.FromMicroseconds(1));
        ApiResponse gone = await session.GetAsync($"secrets/{id}");
        Assert.Equal($$"""404 {"message":"resource is not found","resource":"secret","resource_id":"{{id}}","type":"not_found"}""", $"{gone.Status} {gone.Body}");
    }

    [Fact]
    public async Task Ephemeral_secret_is_gone_at_once()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name", more: SingleAccess);
        await session.CreateVersionAsync(id, "data");

        Assert.Equal(204, (await session.DeleteAsync($"secrets/{id}")).Status);
        Assert.Equal("secret", (await session.GetAsync($"secrets/{id}/versions/1")).Text("resource"));
        Assert.Empty(session.State.ListSecrets(ApiSession.Project, "fr-par"));
    }

    [Fact]
    public async Task Protected_secret_cannot_be_deleted_but_its_versions_can()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        await session.CreateVersionAsync(id, "data");
        session.Time.Advance(TimeSpan.FromSeconds(1));
        ApiResponse secured = await session.PostAsync($"secrets/{id}/protect");
        Assert.True((bool)secured.Json["protected"]!);
        Assert.Equal(secured.Text("created_at"), secured.Text("updated_at"));

        ApiResponse refused = await session.DeleteAsync($"secrets/{id}");
        Assert.Equal("""412 {"help_message":"cannot delete a protected secret","message":"precondition is not respected","precondition":"protected_resource","type":"precondition_failed"}""", $"{refused.Status} {refused.Body}");
        Assert.Equal(204, (await session.DeleteAsync($"secrets/{id}/versions/1")).Status);
        await session.PostAsync($"secrets/{id}/unprotect");
        Assert.Equal(204, (await session.DeleteAsync($"secrets/{id}")).Status);
    }

    [Fact]
    public async Task Locked_secret_is_listed_but_neither_read_nor_edited()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        EmulatedSecret secret = session.State.AddSecret(ApiSession.Project, "fr-par", "/", "name", locked => locked.Status = "locked");
        session.State.AddVersion(secret, [1]);

        Assert.Equal("locked", (await session.GetAsync($"secrets/{secret.Id}")).Text("status"));
        Assert.Equal((423, "locked"), await StatusAndTypeAsync(session.GetAsync($"secrets/{secret.Id}/versions/1/access")));
        Assert.Equal((423, "locked"), await StatusAndTypeAsync(session.PatchAsync($"secrets/{secret.Id}", "{}")));
    }

    [Theory]
    [InlineData("""{"time_to_live":"1800.000000000s","action":"disable"}""", """{"time_to_live":"1800s","expires_once_accessed":null,"action":"disable"}""")]
    [InlineData("""{"time_to_live":"90.5s","expires_once_accessed":false,"action":"delete"}""", """{"time_to_live":"90.500s","expires_once_accessed":false,"action":"delete"}""")]
    [InlineData("""{"time_to_live":null,"expires_once_accessed":true,"action":"delete"}""", """{"time_to_live":null,"expires_once_accessed":true,"action":"delete"}""")]
    [InlineData("""{"time_to_live":"31536000s","action":"delete"}""", """{"time_to_live":"31536000s","expires_once_accessed":null,"action":"delete"}""")]
    [InlineData("""{"time_to_live":"0.5s","action":"delete"}""", null)]
    [InlineData("""{"time_to_live":"99999999s","action":"delete"}""", null)]
    [InlineData("""{"time_to_live":"1h","action":"delete"}""", null)]
    [InlineData("""{"time_to_live":"10s"}""", null)]
    [InlineData("""{"expires_once_accessed":true,"action":"explode"}""", null)]
    [InlineData("""{"action":"delete"}""", null)]
    public async Task Ephemeral_policies_are_normalized_or_refused(string sent, string? stored)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        ApiResponse response = await session.PostAsync("secrets", $$"""{"project_id":"{{ApiSession.Project}}","name":"n","ephemeral_policy":{{sent}}}""");
        Assert.Equal((stored is null ? 400 : 200, stored), (response.Status, response.Json["ephemeral_policy"]?.ToJsonString()));
    }

    [Fact]
    public async Task Policy_cannot_be_added_later()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        Assert.Equal(400, (await session.PatchAsync($"secrets/{id}", SingleAccess.ToJsonString())).Status);
    }

    [Fact]
    public async Task Owners_are_products()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");

        Assert.Equal(204, (await session.PostAsync($"secrets/{id}/add-owner", """{"product":"s2s_vpn"}""")).Status);
        Assert.Equal(204, (await session.PostAsync($"secrets/{id}/add-owner", """{"product":"s2s_vpn"}""")).Status);
        Assert.Equal(400, (await session.PostAsync($"secrets/{id}/add-owner", """{"product":"toaster"}""")).Status);
        Assert.Equal("""["s2s_vpn"]""", (await session.GetAsync($"secrets/{id}")).Json["used_by"]!.ToJsonString());
    }

    [Fact]
    public async Task Quota_of_secrets_is_refused_with_403_and_its_own_type()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.State.SecretQuota = 1;
        await session.CreateSecretAsync("one");

        ApiResponse refused = await session.PostAsync("secrets", $$"""{"project_id":"{{ApiSession.Project}}","name":"two"}""");

        Assert.Equal("""403 {"details":[{"current":1,"quota":1,"resource":"secret"}],"message":"quota(s) exceeded for this resource","type":"quotas_exceeded"}""", $"{refused.Status} {refused.Body}");
    }

    [Fact]
    public async Task Regions_do_not_see_each_other()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        string elsewhere = ApiSession.Prefix.Replace("fr-par", "pl-waw", StringComparison.Ordinal);

        Assert.Equal(404, (await session.SendAsync(HttpMethod.Get, $"{elsewhere}secrets/{id}", null)).Status);
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Post, $"{elsewhere}secrets", $$"""{"project_id":"{{ApiSession.Project}}","name":"name"}""")).Status);
    }

    private static async Task<(int Status, string? Type)> StatusAndTypeAsync(Task<ApiResponse> pending)
    {
        ApiResponse response = await pending;
        return (response.Status, response.Text("type"));
    }
}
