using ScalewayEmulator;
using ScwSecretBackup.Engine.Access;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Access;

public sealed class AccessProbeTests : IAsyncLifetime
{
    private const string ReadOnly = "SecretManagerReadOnly";
    private const string Access = "SecretManagerSecretAccess";
    private const string Create = "SecretManagerSecretCreate";
    private const string Write = "SecretManagerSecretWrite";
    private const string Restore = "SecretManagerSecretRestore";

    private static readonly string[] Sets = [ReadOnly, Access, Create, Write, Restore];

    private readonly List<SecretManagerClient> _clients = [];
    private EmulatorServer? _server;

    /// <summary>Every subset of the five permission sets.</summary>
    public static TheoryData<string> Subsets { get; } =
        [.. Enumerable.Range(0, 1 << Sets.Length).Select(bits => string.Join(',', Sets.Where((_, index) => (bits & (1 << index)) != 0)))];

    private EmulatorServer Server => _server!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await EmulatorServer.StartAsync(cancellationToken: Cancellation);

    public ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        return Server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Subsets))]
    public async Task Every_subset_of_the_sets_is_told_without_reading_a_value_and_without_changing_anything(string subset)
    {
        string[] granted = subset.Split(',', StringSplitOptions.RemoveEmptyEntries);
        Seed("/app", "token", [1], [2]);
        string before = Describe();
        var key = CreateClient(granted);

        IReadOnlyList<AccessCheck> quiet = await RunAsync(key);
        Assert.All(Server.Calls, call => Assert.Equal("GET", call.Method));
        Assert.DoesNotContain(Server.Calls, call => call.Operation == "AccessVersion");

        IReadOnlyList<AccessCheck> asked = await RunAsync(key, request => request with { AsksOnMissingSecret = true });

        Assert.Equal([ReadOnly, Access, ReadOnly, Access, Create, Write, Restore], quiet.Select(check => check.PermissionSet));
        Assert.All(quiet, check => Assert.Equal(
            check.PermissionSet != ReadOnly ? AccessGrant.Unknown : granted.Contains(ReadOnly) ? AccessGrant.Yes : AccessGrant.No, check.Grant));
        Assert.All(asked, check => Assert.Equal(
            !granted.Contains(check.PermissionSet) ? AccessGrant.No : check.PermissionSet == ReadOnly ? AccessGrant.Yes : AccessGrant.Likely, check.Grant));
        Assert.All(asked, check => Assert.NotEmpty(check.Evidence));
        Assert.DoesNotContain(Server.Calls, call => call.Operation == "AccessVersion" && call.Status == 200);
        Assert.Equal(before, Describe());
    }

    [Fact]
    public async Task A_source_needs_two_sets_and_a_destination_is_told_what_it_can_do_without_a_list()
    {
        Seed("/", "token", [1]);
        var key = CreateClient([Access, Create, Write]);

        IReadOnlyList<AccessCheck> checks = await RunAsync(key);

        Assert.Equal([ReadOnly, Access], checks.Where(check => check is { Direction: AccessDirection.Source, IsNeeded: true }).Select(check => check.PermissionSet));
        Assert.Equal([ReadOnly, Create, Write], checks.Where(check => check is { Direction: AccessDirection.Destination, IsNeeded: true }).Select(check => check.PermissionSet));
        AccessCheck list = checks.Single(check => check is { Direction: AccessDirection.Destination, PermissionSet: ReadOnly });
        Assert.Equal(AccessGrant.No, list.Grant);
        Assert.Contains("conflicts can't be seen", list.WithoutIt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_proves_nothing()
    {
        var key = CreateClient([ReadOnly]);

        Assert.Equal(AccessGrant.Likely, (await RunAsync(key))[0].Grant);
    }

    [Theory]
    [InlineData("canary")]
    [InlineData("/ops/canary")]
    public async Task A_named_canary_is_read_and_nothing_else_is(string name)
    {
        Seed("/", "other", [9]);
        EmulatedSecret canary = Seed("/ops", "canary", [1], [2], [3]);
        canary.Versions[2].Status = "disabled";
        var reader = CreateClient([ReadOnly, Access]);
        var lister = CreateClient([ReadOnly]);

        AccessCheck read = (await RunAsync(reader, request => request with { Canary = name }))[1];
        AccessCheck refused = (await RunAsync(lister, request => request with { Canary = name }))[1];

        Assert.Equal((AccessGrant.Yes, AccessGrant.No), (read.Grant, refused.Grant));
        Assert.All(Server.Calls.Where(call => call.Operation == "AccessVersion"), call => Assert.EndsWith($"/{canary.Id}/versions/2/access", call.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_canary_that_reading_would_destroy_is_refused()
    {
        Server.State.AddVersion(
            Server.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, "/", "by-policy", secret => (secret.ExpiresOnceAccessed, secret.EphemeralAction) = (true, "delete")), [1]);
        EmulatedSecret byVersion = Seed("/", "by-version", [1]);
        byVersion.Versions[0].ExpiresOnceAccessed = true;
        Seed("/", "empty");
        Seed("/a", "twice", [1]);
        Seed("/b", "twice", [1]);
        var key = CreateClient([ReadOnly, Access]);

        foreach (string name in new[] { "by-policy", "by-version", "empty", "twice", "no-such" })
        {
            EngineException refusal = await Assert.ThrowsAsync<EngineException>(() => RunAsync(key, request => request with { Canary = name }));
            Assert.Equal(EngineErrorKind.CanaryUnusable, refusal.Kind);
            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Server.Calls, call => call.Operation == "AccessVersion");
    }

    [Fact]
    public async Task A_canary_is_not_read_by_a_key_that_cannot_list()
    {
        Seed("/", "canary", [1]);
        var key = CreateClient([Access]);

        AccessCheck check = (await RunAsync(key, request => request with { Canary = "canary" }))[1];

        Assert.Equal(AccessGrant.Unknown, check.Grant);
        Assert.DoesNotContain(Server.Calls, call => call.Operation == "AccessVersion");
    }

    [Fact]
    public async Task A_service_that_fails_is_an_error_and_not_a_missing_set()
    {
        var key = CreateClient([ReadOnly]);
        Server.Faults.Script = (_, _) => FaultKind.InternalError;

        await Assert.ThrowsAsync<ScalewayApiException>(() => RunAsync(key));
    }

    private SecretManagerClient CreateClient(params string[] permissionSets)
    {
        var settings = new ScalewaySettings
        {
            SecretKey = new SecretKey(Server.State.AddKey(permissionSets, TestBed.SourceProject)),
            ProjectId = TestBed.SourceProject,
            Region = TestBed.SourceRegion,
            ApiUrl = Server.BaseUrl,
        };
        var client = new SecretManagerClient(settings, new SecretManagerClientOptions { MaxRetries = 0 }, TimeProvider.System);
        _clients.Add(client);
        return client;
    }

    private EmulatedSecret Seed(string path, string name, params byte[][] values)
    {
        EmulatedSecret secret = Server.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, path, name);
        foreach (byte[] value in values)
        {
            Server.State.AddVersion(secret, value);
        }

        return secret;
    }

    private static Task<IReadOnlyList<AccessCheck>> RunAsync(SecretManagerClient key, Func<AccessRequest, AccessRequest>? change = null)
    {
        var request = new AccessRequest { ProjectId = TestBed.SourceProject };
        return new AccessProbe(key, key).RunAsync(change?.Invoke(request) ?? request, Cancellation);
    }

    private string Describe() => string.Join('\n', Server.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion).Select(secret =>
        $"{secret.Id} {secret.Path} {secret.Name} {secret.UpdatedAt:O} {secret.DeletionRequestedAt:O} {secret.Protected} {string.Join(',', secret.Versions.Select(version => $"{version.Revision} {version.Status} {version.UpdatedAt:O}"))}"));
}
