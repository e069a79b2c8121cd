using System.Text.Json.Nodes;
using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class ListingTests
{
    private const string OfProject = $"secrets?project_id={ApiSession.Project}";

    [Theory]
    [InlineData("", 50)]
    [InlineData("&page_size=7", 7)]
    [InlineData("&page=2&page_size=100", 30)]
    [InlineData("&page_size=1000", 100)]
    [InlineData("&page=0&page_size=0", 50)]
    [InlineData("&page=4", 0)]
    [InlineData("&page=2147483647&page_size=100", 0)]
    public async Task Pages_hold_fifty_by_default_and_a_hundred_at_most(string query, int expected)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        for (int number = 0; number < 130; number++)
        {
            session.State.AddSecret(ApiSession.Project, "fr-par", "/", $"secret-{number}");
        }

        ApiResponse response = await session.GetAsync(OfProject + query);

        Assert.Equal(expected, response.Json["secrets"]!.AsArray().Count);
        Assert.Equal(130, (int)response.Json["total_count"]!);
    }

    [Theory]
    [InlineData("", "B,a,a,c")]
    [InlineData("&order_by=name_asc", "B,a,a,c")]
    [InlineData("&order_by=name_desc", "c,a,a,B")]
    [InlineData("&order_by=created_at_asc", "c,a,B,a")]
    [InlineData("&order_by=created_at_desc", "a,B,a,c")]
    [InlineData("&order_by=updated_at_asc", "a,B,a,c")]
    [InlineData("&order_by=updated_at_desc", "c,a,B,a")]
    public async Task Order_looks_at_the_leaf_name_or_the_times(string query, string expected)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string first = "";
        foreach (string path in (string[])["/z/c", "/y/a", "/B", "/x/a"])
        {
            EmulatedSecret secret = session.State.AddSecret(ApiSession.Project, "fr-par", path[..Math.Max(1, path.LastIndexOf('/'))], path[(path.LastIndexOf('/') + 1)..]);
            first = first.Length == 0 ? secret.Id : first;
            session.Time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (EmulatedSecret secret in session.State.ListSecrets(ApiSession.Project, "fr-par").Reverse())
        {
            session.Time.Advance(TimeSpan.FromSeconds(1));
            await session.PatchAsync($"secrets/{secret.Id}", """{"description":"changed"}""");
        }

        Assert.Equal(expected, await NamesAsync(session, query));
    }

    [Theory]
    [InlineData("", "cert,deep,eph,plain")]
    [InlineData("&name=plain", "plain")]
    [InlineData("&name=plai", "")]
    [InlineData("&path=/a", "cert")]
    [InlineData("&path=/a/", "")]
    [InlineData("&path=/a/b", "deep")]
    [InlineData("&path=%2F", "eph,plain")]
    [InlineData("&type=certificate", "cert")]
    [InlineData("&type=unknown_type", "cert,deep,eph,plain")]
    [InlineData("&tags=red", "deep,plain")]
    [InlineData("&tags=red&tags=blue", "plain")]
    [InlineData("&tags=Red", "")]
    [InlineData("&ephemeral=true", "eph")]
    [InlineData("&ephemeral=false", "cert,deep,plain")]
    [InlineData("&scheduled_for_deletion=false", "cert,deep,eph,plain")]
    [InlineData("&scheduled_for_deletion=true", "gone")]
    public async Task Filters_combine_and_compare_exactly(string query, string expected)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        void Add(string path, string name, Action<EmulatedSecret> configure) => session.State.AddSecret(ApiSession.Project, "fr-par", path, name, configure);
        Add("/", "plain", secret => secret.Tags = ["red", "blue"]);
        Add("/a", "cert", secret => secret.Type = "certificate");
        Add("/a/b", "deep", secret => secret.Tags = ["red"]);
        Add("/", "eph", secret => (secret.ExpiresOnceAccessed, secret.EphemeralAction) = (true, "delete"));
        Add("/", "gone", secret => secret.DeletionRequestedAt = session.Time.GetUtcNow());
        session.State.AddSecret(ApiSession.Project, "nl-ams", "/", "elsewhere");
        session.State.AddSecret(ApiSession.OtherProject, "fr-par", "/", "foreign");

        Assert.Equal(expected, await NamesAsync(session, query));
    }

    [Theory]
    [InlineData(true, $"?project_id={ApiSession.Project}", "mine")]
    [InlineData(true, $"?project_id={ApiSession.OtherProject}", "403")]
    [InlineData(true, $"?organization_id={ApiSession.Organization}", "403")]
    [InlineData(true, $"?organization_id={ApiSession.Organization}&project_id={ApiSession.Project}", "")]
    [InlineData(true, "", "403")]
    [InlineData(false, $"?project_id={ApiSession.Project}", "mine")]
    [InlineData(false, $"?organization_id={ApiSession.Organization}", "mine,theirs")]
    [InlineData(false, $"?organization_id={ApiSession.Organization}&project_id={ApiSession.OtherProject}", "theirs")]
    [InlineData(false, "", "mine,theirs")]
    [InlineData(false, "?project_id=99999999-9999-9999-9999-999999999999", "")]
    public async Task Scope_depends_on_the_key(bool isProjectKey, string query, string expected)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.State.AddSecret(ApiSession.Project, "fr-par", "/", "mine");
        session.State.AddSecret(ApiSession.OtherProject, "fr-par", "/", "theirs");
        session.Key = session.State.AddKey(["SecretManagerReadOnly"], isProjectKey ? ApiSession.Project : null);

        ApiResponse response = await session.GetAsync("secrets" + query);

        Assert.Equal(expected, response.Status == 200 ? Names(response) : $"{response.Status}");
    }

    [Fact]
    public async Task Unscoped_listing_and_foreign_organizations_can_be_refused()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.State.RequiresListScope = true;
        session.State.OrganizationId = ApiSession.Organization;

        Assert.Equal(400, (await session.GetAsync("secrets")).Status);
        Assert.Equal(403, (await session.GetAsync($"secrets?organization_id={ApiSession.OtherProject}")).Status);
        Assert.Equal(200, (await session.GetAsync($"secrets?organization_id={ApiSession.Organization}")).Status);
    }

    [Theory]
    [InlineData("project_id", "secrets?project_id=x")]
    [InlineData("organization_id", "secrets?organization_id=x")]
    [InlineData("page", OfProject + "&page=-1")]
    [InlineData("page_size", OfProject + "&page_size=many")]
    [InlineData("order_by", OfProject + "&order_by=size")]
    [InlineData("type", OfProject + "&type=blob")]
    [InlineData("ephemeral", OfProject + "&ephemeral=maybe")]
    [InlineData("scheduled_for_deletion", OfProject + "&scheduled_for_deletion=2")]
    [InlineData("project_id", "tags")]
    [InlineData("prefix", $"secrets/browse?project_id={ApiSession.Project}&prefix=a")]
    public async Task Bad_parameters_are_named(string argument, string request)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        ApiResponse response = await session.GetAsync(request);

        Assert.Equal(400, response.Status);
        Assert.Equal("invalid_arguments", response.Text("type"));
        Assert.Equal(argument, (string?)response.Json["details"]![0]!["argument_name"]);
    }

    [Fact]
    public async Task Tags_and_types_in_use_are_listed_once_each()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.State.AddSecret(ApiSession.Project, "fr-par", "/", "one", secret => secret.Tags = ["b", "a"]);
        session.State.AddSecret(ApiSession.Project, "fr-par", "/", "two", secret => (secret.Tags, secret.Type) = (["b", "c"], "ssh_key"));
        session.State.AddSecret(ApiSession.Project, "fr-par", "/", "gone", secret => (secret.Tags, secret.DeletionRequestedAt) = (["z"], session.Time.GetUtcNow()));

        Assert.Equal("""{"tags":["a","b","c"],"total_count":3}""", (await session.GetAsync($"tags?project_id={ApiSession.Project}")).Body);
        Assert.Equal("""{"tags":["c"],"total_count":3}""", (await session.GetAsync($"tags?project_id={ApiSession.Project}&page=2&page_size=2")).Body);
        Assert.Equal("""{"types":["opaque","ssh_key"],"total_count":2}""", (await session.GetAsync($"secret-types?project_id={ApiSession.Project}")).Body);
    }

    [Fact]
    public async Task Browsing_shows_the_folders_and_secrets_of_one_level()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        EmulatedSecret own = session.State.AddSecret(ApiSession.Project, "fr-par", "/", "a", secret => secret.Tags = ["t"]);
        session.State.AddSecret(ApiSession.Project, "fr-par", "/a", "b");
        session.State.AddSecret(ApiSession.Project, "fr-par", "/a/c/d", "e");
        session.State.AddSecret(ApiSession.Project, "fr-par", "/abc", "f");

        ApiResponse root = await session.GetAsync($"secrets/browse?project_id={ApiSession.Project}");
        ApiResponse below = await session.GetAsync($"secrets/browse?project_id={ApiSession.Project}&prefix=/a/&order_by=name_desc");

        Assert.Equal("a folder,a secret,abc folder", Describe(root));
        Assert.Equal("/", root.Text("current_path"));
        Assert.Equal(3, (int)root.Json["total_count"]!);
        Assert.Equal("c folder,b secret", Describe(below));
        Assert.Equal("/a", below.Text("current_path"));
        JsonNode secret = root.Json["items"]!.AsArray().Single(item => item!["secret"] is not null)!["secret"]!;
        Assert.Equal($$"""{"id":"{{own.Id}}","tags":["t"],"version_count":0,"protected":false,"ephemeral_policy":null,"type":"opaque"}""", secret.ToJsonString());
    }

    private static string Describe(ApiResponse browsed) =>
        string.Join(',', browsed.Json["items"]!.AsArray().Select(item => $"{item!["name"]} {(item["folder"] is null ? "secret" : "folder")}"));

    private static async Task<string> NamesAsync(ApiSession session, string query) => Names(await session.GetAsync(OfProject + query));

    private static string Names(ApiResponse response)
    {
        JsonArray secrets = response.Json["secrets"]!.AsArray();
        Assert.Equal(secrets.Count, (int)response.Json["total_count"]!);
        return string.Join(',', secrets.Select(secret => (string?)secret!["name"]));
    }
}
