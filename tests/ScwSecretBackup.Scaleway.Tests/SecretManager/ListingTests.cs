using System.Globalization;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

public sealed class ListingTests
{
    private static readonly ListSecretsRequest Everything = new() { ProjectId = TestClient.ProjectId };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secrets_are_asked_for_by_project_alone_in_order_of_creation()
    {
        await using var server = ScriptedServer.Answering(Page(0));
        using var client = TestClient.Create(server);

        Assert.Empty(await client.ListSecretsAsync(Everything, Token));

        Assert.Equal(
            $"project_id={TestClient.ProjectId}&order_by=created_at_asc&scheduled_for_deletion=false&page=1&page_size=100",
            Assert.Single(server.Requests).Query);
    }

    [Fact]
    public async Task Filters_are_escaped()
    {
        await using var server = ScriptedServer.Answering(Page(0));
        using var client = TestClient.Create(server);
        var request = Everything with
        {
            ScheduledForDeletion = true,
            Name = "a&page=9",
            Path = "/ü/b c/",
            Type = "key_value",
            Tags = ["x y", "=&?#"],
        };

        await client.ListSecretsAsync(request, Token);

        var sent = Assert.Single(server.Requests);
        Assert.Equal("/secrets", sent.Path);
        Assert.Equal(["a&page=9"], sent.QueryValues("name"));
        Assert.Equal(["/ü/b c"], sent.QueryValues("path"));
        Assert.Equal(["key_value"], sent.QueryValues("type"));
        Assert.Equal(["x y", "=&?#"], sent.QueryValues("tags"));
        Assert.Equal(["true"], sent.QueryValues("scheduled_for_deletion"));
        Assert.Equal(["1"], sent.QueryValues("page"));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("//", "//")]
    [InlineData("/a", "/a")]
    [InlineData("/a/b/", "/a/b")]
    public async Task A_folder_filter_loses_its_trailing_slash_but_is_never_dropped(string folder, string sent)
    {
        await using var server = ScriptedServer.Answering(Page(0));
        using var client = TestClient.Create(server);

        await client.ListSecretsAsync(Everything with { Path = folder }, Token);

        Assert.Equal([sent], server.Requests[0].QueryValues("path"));
    }

    [Theory]
    [InlineData(0, 100, 1)]
    [InlineData(1, 100, 1)]
    [InlineData(100, 100, 1)]
    [InlineData(101, 100, 2 * 2)]
    [InlineData(250, 100, 2 * 3)]
    [InlineData(120, 50, 2 * 3)]
    [InlineData(7, 1, 2 * 7)]
    public async Task All_pages_are_read_whatever_size_the_service_gives_them_and_several_are_looked_at_twice(int count, int pageSize, int requests)
    {
        await using var server = new ScriptedServer((request, _) => Slice(request, Enumerable.Range(0, count), pageSize));
        using var client = TestClient.Create(server);

        var secrets = await client.ListSecretsAsync(Everything, Token);

        Assert.Equal(Enumerable.Range(0, count).Select(Id), secrets.Select(secret => secret.Id));
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task An_item_that_vanishes_while_pages_are_read_hides_no_other()
    {
        var ids = Enumerable.Range(0, 150).ToList();
        await using var server = new ScriptedServer((request, number) =>
        {
            if (number == 1)
            {
                ids.RemoveAt(3);
            }

            return Slice(request, ids, 100);
        });
        using var client = TestClient.Create(server);

        var secrets = await client.ListSecretsAsync(Everything, Token);

        Assert.Equal(ids.Select(Id), secrets.Select(secret => secret.Id));
        Assert.Equal(2 + 4, server.Requests.Count);
    }

    [Fact]
    public async Task A_vanished_item_that_is_made_up_for_by_a_new_one_is_noticed()
    {
        var ids = Enumerable.Range(0, 150).ToList();
        await using var server = new ScriptedServer((request, number) =>
        {
            if (number == 1)
            {
                ids.RemoveAt(3);
                ids.Add(900);
            }

            return Slice(request, ids, 100);
        });
        using var client = TestClient.Create(server);

        var secrets = await client.ListSecretsAsync(Everything, Token);

        Assert.Equal(ids.Select(Id), secrets.Select(secret => secret.Id));
    }

    [Fact]
    public async Task Doubles_are_dropped_and_the_listing_repeated_until_it_adds_up()
    {
        await using var server = new ScriptedServer((_, number) => number switch
        {
            0 => Page(3, 0, 1, 1),
            1 => Page(3),
            _ => Page(3, 0, 1, 2),
        });
        using var client = TestClient.Create(server);

        var secrets = await client.ListSecretsAsync(Everything, Token);

        Assert.Equal([Id(0), Id(1), Id(2)], secrets.Select(secret => secret.Id));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task An_item_that_comes_on_two_pages_is_listed_once()
    {
        await using var server = new ScriptedServer((request, _) => request.QueryValues("page").Single() switch
        {
            "1" => Page(3, 0, 1),
            "2" => Page(3, 1, 2),
            _ => Page(3),
        });
        using var client = TestClient.Create(server);

        var secrets = await client.ListSecretsAsync(Everything, Token);

        Assert.Equal([Id(0), Id(1), Id(2)], secrets.Select(secret => secret.Id));
    }

    [Fact]
    public async Task A_listing_that_never_adds_up_is_an_error_with_both_figures()
    {
        var clock = new InstantTimeProvider();
        await using var server = new ScriptedServer((request, _) => request.QueryValues("page").Single() == "1" ? Page(5, 0, 1) : Page(5));
        using var client = TestClient.Create(server, clock);

        var exception = await Assert.ThrowsAsync<ScalewayListingException>(() => client.ListSecretsAsync(Everything, Token));

        Assert.Equal((2, 5), (exception.Found, exception.Stated));

        // Five tries, each with the first page and the two more that its total promises.
        Assert.Equal(15, server.Requests.Count);
        Assert.Equal(4, clock.Delays.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Items_without_a_count_prove_nothing(int stated)
    {
        await using var server = ScriptedServer.Answering(Page(stated, 0, 1));
        using var client = TestClient.Create(server);

        await Assert.ThrowsAsync<ScalewayListingException>(() => client.ListSecretsAsync(Everything, Token));
    }

    [Fact]
    public async Task A_service_that_ignores_the_page_number_does_not_page_for_ever()
    {
        await using var server = ScriptedServer.Answering(Page(int.MaxValue, 0, 1, 2));
        using var client = TestClient.Create(server);

        await Assert.ThrowsAsync<ScalewayListingException>(() => client.ListSecretsAsync(Everything, Token));

        // Five tries, each with the first page and as many as are asked for at once.
        Assert.Equal(5 * (1 + new SecretManagerClientOptions().MaxConcurrency), server.Requests.Count);
    }

    [Fact]
    public async Task One_failed_page_is_repeated_without_starting_over()
    {
        await using var server = new ScriptedServer((request, number) => number == 1 ? ScriptedAnswer.BareTooManyRequests() : Slice(request, Enumerable.Range(0, 150), 100));
        using var client = TestClient.Create(server);

        var secrets = await client.ListSecretsAsync(Everything, Token);

        Assert.Equal(150, secrets.Count);
        Assert.Equal(["1", "2", "2"], server.Requests.Take(3).Select(request => request.QueryValues("page").Single()));
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task Versions_come_in_ascending_order()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(
            $$"""{"versions":[{"revision":7,"secret_id":"{{TestClient.SecretId}}"},{"revision":3},{"revision":1}],"total_count":3}"""));
        using var client = TestClient.Create(server);

        var versions = await client.ListVersionsAsync(TestClient.SecretId, Token);

        Assert.Equal([1, 3, 7], versions.Select(version => version.Revision));
        Assert.All(versions, version => Assert.Equal(TestClient.SecretId, version.SecretId));
        Assert.Equal("page=1&page_size=100", server.Requests[0].Query);
    }

    [Fact]
    public async Task Versions_that_the_total_counts_but_no_page_lists_do_not_fail_the_listing()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(
            $$"""{"versions":[{"revision":3,"secret_id":"{{TestClient.SecretId}}"},{"revision":1}],"total_count":3}"""));
        using var client = TestClient.Create(server);

        var versions = await client.ListVersionsAsync(TestClient.SecretId, Token);

        Assert.Equal([1, 3], versions.Select(version => version.Revision));
        Assert.True(server.Requests.Count > 1, "A total that does not fit was believed at once.");
    }

    [Theory]
    [InlineData("""{"versions":[{"revision":1,"secret_id":"11111111-1111-1111-1111-111111111111"}],"total_count":1}""")]
    [InlineData("""{"versions":[{"revision":0}],"total_count":1}""")]
    [InlineData("""{"versions":[null],"total_count":1}""")]
    public async Task Versions_of_something_else_are_unreadable(string body)
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(body));
        using var client = TestClient.Create(server, options: new SecretManagerClientOptions { MaxRetries = 1 });

        await Assert.ThrowsAsync<ScalewayConnectionException>(() => client.ListVersionsAsync(TestClient.SecretId, Token));

        Assert.Equal(2, server.Requests.Count);
    }

    private static string Id(int number) => $"00000000-0000-4000-8000-{number:D12}";

    private static ScriptedAnswer Slice(ScriptedRequest request, IEnumerable<int> ids, int pageSize)
    {
        var all = ids.ToArray();
        var page = int.Parse(request.QueryValues("page").Single(), System.Globalization.CultureInfo.InvariantCulture);
        return Page(all.Length, [.. all.Skip((page - 1) * pageSize).Take(pageSize)]);
    }

    [Fact]
    public async Task A_page_size_that_the_service_refuses_is_lowered_for_good()
    {
        const string Refusal = """{"details":[{"argument_name":"page_size","help_message":"at most 50","reason":"constraint"}],"message":"invalid argument(s)","type":"invalid_arguments"}""";
        await using var server = new ScriptedServer((request, _) =>
            int.Parse(request.QueryValues("page_size").Single(), CultureInfo.InvariantCulture) > 50 ? ScriptedAnswer.Json(Refusal, 400) : Page(1, 1));
        using var client = TestClient.Create(server);

        Assert.Single(await client.ListSecretsAsync(Everything, Token));
        Assert.Single(await client.ListSecretsAsync(Everything, Token));

        Assert.Equal(["100", "50", "50"], server.Requests.Select(request => request.QueryValues("page_size").Single()));
    }

    [Fact]
    public async Task A_service_that_refuses_every_page_size_is_not_asked_for_ever()
    {
        const string Refusal = """{"details":[{"argument_name":"page_size","help_message":"no","reason":"unknown"}],"message":"invalid argument(s)","type":"invalid_arguments"}""";
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(Refusal, 400));
        using var client = TestClient.Create(server);

        await Assert.ThrowsAsync<ScalewayApiException>(() => client.ListSecretsAsync(Everything, Token));

        Assert.Equal(2, server.Requests.Count);
    }

    private static ScriptedAnswer Page(int total, params int[] ids)
    {
        var secrets = ids.Select(id => $$"""{"id":"{{Id(id)}}","project_id":"{{TestClient.ProjectId}}","name":"n{{id}}"}""");
        return ScriptedAnswer.Json($$"""{"secrets":[{{string.Join(',', secrets)}}],"total_count":{{total}}}""");
    }
}
