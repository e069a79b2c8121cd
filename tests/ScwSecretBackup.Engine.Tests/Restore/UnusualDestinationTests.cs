using System.Net;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

/// <summary>A destination that answers as the documents allow, but not as the emulator does.</summary>
public sealed class UnusualDestinationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_that_lags_behind_a_lost_answer_doubles_no_version()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        bed.Server.Faults.Script = CallWatch.FaultAt(0, FaultKind.ResetAfter, "CreateVersion");
        int emptyLists = 3;
        ISecretManager target = InterceptedSecretManager.Answering(bed.Target, (method, _) =>
            method == nameof(ISecretManager.ListVersionsAsync) && emptyLists-- > 0 ? Task.FromResult<IReadOnlyList<SecretVersion>>([]) : null);

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Null(result.Error);
        Assert.True(emptyLists < 0);
        SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.TargetSecrets());
    }

    [Fact]
    public async Task A_secret_scheduled_for_deletion_is_no_obstacle_where_the_list_shows_it_among_the_live_ones()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        EmulatedSecret twin = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s");
        bed.State.AddVersion(twin, [1]);
        twin.DeletionRequestedAt = DateTimeOffset.UtcNow;
        ISecretManager target = InterceptedSecretManager.Answering(bed.Target, (method, arguments) =>
            method == nameof(ISecretManager.ListSecretsAsync) ? SecretLists.ListBothAsync(bed.Target, (ListSecretsRequest)arguments[0]!) : null);

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Equal((RestoreAction.Create, RestoreVerification.Read), (result.Action, result.Verification));
        Assert.NotEqual(twin.Id, result.TargetId);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_to_set_a_state_that_is_reached_already_is_no_error(int status)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await BackUpDisabledAndProtectedAsync(bed);
        ISecretManager target = InterceptedSecretManager.Answering(bed.Target, (method, arguments) => method switch
        {
            nameof(ISecretManager.ProtectSecretAsync) => RefuseAsync(bed.Target.ProtectSecretAsync((string)arguments[0]!, Cancellation), status),
            nameof(ISecretManager.DisableVersionAsync) => RefuseAsync(bed.Target.DisableVersionAsync((string)arguments[0]!, (int)arguments[1]!, Cancellation), status),
            _ => null,
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Null(result.Error);
        SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.TargetSecrets());
    }

    [Theory]
    [InlineData(nameof(ISecretManager.ProtectSecretAsync))]
    [InlineData(nameof(ISecretManager.DisableVersionAsync))]
    public async Task A_refusal_to_set_a_state_that_is_not_reached_stays_an_error(string refused)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await BackUpDisabledAndProtectedAsync(bed);
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == refused)
            {
                throw new ScalewayApiException(HttpStatusCode.PreconditionFailed, "no");
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.IsType<ScalewayApiException>(result.Error);
    }

    [Fact]
    public async Task A_conflict_without_a_type_at_a_creation_is_a_conflict_of_names()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.CreateSecretAsync))
            {
                throw new ScalewayApiException(HttpStatusCode.Conflict, "conflict");
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Equal(RestoreAction.Conflict, result.Action);
        Assert.Equal(EngineErrorKind.DestinationConflict, Assert.IsType<EngineException>(result.Error).Kind);
    }

    [Theory]
    [InlineData(nameof(ISecretManager.ListVersionsAsync), 423)]
    [InlineData(nameof(ISecretManager.ListVersionsAsync), 409)]
    [InlineData(nameof(ISecretManager.AccessVersionAsync), 423)]
    [InlineData(nameof(ISecretManager.AccessVersionAsync), 400)]
    public async Task A_secret_that_the_destination_does_not_show_is_refused_and_the_others_are_restored(string method, int status)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "locked", [1]);
        bed.Seed("/a", "other", [2]);
        await bed.BackupAsync();
        EmulatedSecret locked = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "locked");
        bed.State.AddVersion(locked, [1]);
        ISecretManager target = InterceptedSecretManager.Answering(bed.Target, (called, arguments) =>
            called == method && (string)arguments[0]! == locked.Id ? throw new ScalewayApiException((HttpStatusCode)status, "no") : null);

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync(target: target);

        Assert.Equal([RestoreAction.Refuse, RestoreAction.Create], results.OrderBy(result => result.Item.TargetName).Select(result => result.Action));
        Assert.Single(bed.TargetSecret("/a", "other").Versions);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(423)]
    public async Task A_value_that_is_not_given_back_is_restored_without_proof(int status)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.AccessVersionAsync))
            {
                throw new ScalewayApiException((HttpStatusCode)status, "no");
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: target));

        Assert.Null(result.Error);
        Assert.Equal(RestoreVerification.None, result.Verification);
        Assert.Equal(2, bed.TargetSecret("/a", "s").Versions.Count);
    }

    [Fact]
    public async Task A_secret_whose_versions_could_not_be_listed_is_not_restored_as_one_without_versions()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret locked = bed.Seed("/a", "locked", [1]);
        bed.Seed("/a", "other", [2]);
        ISecretManager source = InterceptedSecretManager.Answering(bed.Source, (called, arguments) =>
            called == nameof(ISecretManager.ListVersionsAsync) && (string)arguments[0]! == locked.Id ? throw new ScalewayApiException((HttpStatusCode)423, "no") : null);
        await bed.BackupAsync(source: source);

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        RestoreItemResult refused = results.Single(result => result.Item.TargetName == "locked");
        Assert.Equal(RestoreAction.Refuse, refused.Action);
        Assert.Contains("its versions are not in the snapshot", refused.Item.Reason, StringComparison.Ordinal);
        Assert.Equal("other", Assert.Single(bed.TargetSecrets()).Name);
    }

    private static async Task BackUpDisabledAndProtectedAsync(TestBed bed)
    {
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Protected = true;
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
    }

    private static async Task<T> RefuseAsync<T>(Task<T> effect, int status)
    {
        await effect;
        throw new ScalewayApiException((HttpStatusCode)status, "it is so already");
    }
}
