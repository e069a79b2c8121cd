using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

/// <summary>A restore that was killed, run again while the service does not list yet what it created.</summary>
public sealed class LaggingListTests
{
    public static TheoryData<ConflictAction, int> Cases { get; } = new(
        from action in Enum.GetValues<ConflictAction>()
        from versionsBefore in new[] { 0, 1, 2 }
        select (action, versionsBefore));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_secret_that_is_listed_late_is_completed_and_not_doubled(ConflictAction action, int versionsBefore)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        await KillAsync(bed, action, versionsBefore);

        RestoreItemResult result = Assert.Single(await RunAgainAsync(bed, action, looksInVain: 4));

        Assert.Null(result.Error);
        Assert.Equal(RestoreAction.Create, result.Action);
        SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.TargetSecrets());
        Assert.Equal([1, 2], result.RevisionMap.Keys.Order());
        Assert.Equal(bed.TargetSecret("/a", "s").Id, result.TargetId);
        Assert.Equal(0, ((MemoryJournal)bed.Journal!).Count);
    }

    [Fact]
    public async Task Versions_that_are_listed_late_are_not_written_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        await KillAsync(bed, ConflictAction.Fail, versionsBefore: 1);
        int looks = 3;

        RestoreItemResult result = Assert.Single(await RunAgainAsync(bed, ConflictAction.Fail, looksInVain: 1, (method, _) =>
            method == nameof(ISecretManager.ListVersionsAsync) && looks-- > 0 ? Task.FromResult<IReadOnlyList<SecretVersion>>([]) : null));

        Assert.Null(result.Error);
        Assert.Equal([1, 2], bed.TargetSecret("/a", "s").Versions.Select(version => version.Data[0]));
    }

    [Fact]
    public async Task What_stays_unlisted_is_a_conflict_after_a_while_and_completed_later()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        await KillAsync(bed, ConflictAction.Fail, versionsBefore: 1);

        RestoreItemResult result = Assert.Single(await RunAgainAsync(bed, ConflictAction.Fail, looksInVain: int.MaxValue));

        Assert.Equal(EngineErrorKind.DestinationConflict, Assert.IsType<EngineException>(result.Error).Kind);
        Assert.Null(Assert.Single(await bed.RestoreAsync()).Error);
        Assert.Equal(2, bed.TargetSecret("/a", "s").Versions.Count);
    }

    [Theory]
    [InlineData("description")]
    [InlineData("value")]
    public async Task A_secret_that_somebody_else_made_there_meanwhile_stays_a_conflict(string trait)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        await KillAsync(bed, ConflictAction.Fail, versionsBefore: 1);
        EmulatedSecret target = bed.TargetSecret("/a", "s");
        target.Description = trait == "description" ? "theirs" : target.Description;
        target.Versions[0].Data = trait == "value" ? [99] : target.Versions[0].Data;

        RestoreItemResult result = Assert.Single(await RunAgainAsync(bed, ConflictAction.Fail, looksInVain: 2));

        Assert.Equal((RestoreAction.Conflict, 1), (result.Action, bed.TargetSecret("/a", "s").Versions.Count));
    }

    [Fact]
    public async Task What_no_run_began_is_a_conflict_at_once()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        await KillAsync(bed, ConflictAction.Fail, versionsBefore: 0);
        bed.Journal = new MemoryJournal();

        RestoreItemResult result = Assert.Single(await RunAgainAsync(bed, ConflictAction.Fail, looksInVain: 4));

        Assert.Equal((RestoreAction.Conflict, 0), (result.Action, bed.TargetSecret("/a", "s").Versions.Count));
    }

    private static async Task SeedAsync(TestBed bed)
    {
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        (secret.Description, secret.Tags, secret.Protected) = ("what for", ["one", "two"], true);
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
    }

    /// <summary>A first run that ends at the creation of a version.</summary>
    private static async Task KillAsync(TestBed bed, ConflictAction action, int versionsBefore)
    {
        bed.Journal = new MemoryJournal();
        int created = 0;
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            bool ends = called switch
            {
                nameof(ISecretManager.CreateVersionAsync) => created++ == versionsBefore,
                nameof(ISecretManager.DisableVersionAsync) or nameof(ISecretManager.ProtectSecretAsync) => true,
                _ => false,
            };
            if (ends)
            {
                throw new ScalewayConnectionException("killed", null);
            }
        });
        Assert.NotNull(Assert.Single(await bed.RestoreAsync(action, target)).Error);
        Assert.Single(bed.TargetSecrets());
    }

    /// <summary>A second run that is planned without the secret, and looks for it in vain for a while.</summary>
    private static async Task<IReadOnlyList<RestoreItemResult>> RunAgainAsync(
        TestBed bed, ConflictAction action, int looksInVain, Func<string, object?[], object?>? more = null)
    {
        int looks = 0;
        ISecretManager target = InterceptedSecretManager.Answering(bed.Target, (method, arguments) =>
            method == nameof(ISecretManager.ListSecretsAsync) && Interlocked.Increment(ref looks) <= looksInVain
                ? Task.FromResult<IReadOnlyList<Secret>>([])
                : more?.Invoke(method, arguments));
        return await bed.RestoreAsync(action, target);
    }
}
