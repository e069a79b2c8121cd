using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore.Conflicts;

/// <summary>A restore that is stopped at any call that it makes is completed by the same command, and ends as one that was never stopped.</summary>
public sealed class ResumeTests
{
    private const int MostCalls = 80;

    public static TheoryData<ConflictAction, FaultKind> Cases { get; } = new(
        from action in Enum.GetValues<ConflictAction>()
        where action is not ConflictAction.Skip
        from kind in new[] { FaultKind.ResetAfter, FaultKind.InternalError }
        select (action, kind));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_same_command_completes_what_was_stopped_at_any_call(ConflictAction action, FaultKind kind)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        string expected = await RestoreUndisturbedAsync(bed, action);

        int stopped = 0;
        for (int position = 0; position < MostCalls; position++)
        {
            string project = $"77777777-7777-4777-8777-7777777777{position:00}";
            SeedTarget(bed, project);
            bool isCut = await RunCutAsync(bed, action, kind, project, position);
            if (!isCut)
            {
                break;
            }

            stopped++;
            IReadOnlyList<RestoreItemResult> second = await RunAsync(bed, action, project);

            Assert.Equal(expected, Describe(bed, project));
            bool mayConflict = action == ConflictAction.Fail;
            Assert.All(second, result => Assert.True(result.Error is null || (mayConflict && result.Item.Source.Metadata.Path == "/a"), $"{position}: {result.Error?.Message}"));
        }

        Assert.InRange(stopped, 8, MostCalls - 1);
    }

    [Theory]
    [InlineData(ConflictAction.Fail)]
    [InlineData(ConflictAction.NewVersion)]
    [InlineData(ConflictAction.Append)]
    [InlineData(ConflictAction.Rename)]
    [InlineData(ConflictAction.Overwrite)]
    public async Task A_lost_answer_to_any_create_doubles_nothing_within_a_run(ConflictAction action)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        string expected = await RestoreUndisturbedAsync(bed, action);

        for (int position = 0; position < 12; position++)
        {
            string project = $"88888888-8888-4888-8888-8888888888{position:00}";
            SeedTarget(bed, project);
            bed.Server.Faults.Script = CallWatch.FaultAt(position, FaultKind.TruncatedAnswer, "CreateSecret", "CreateVersion");
            await RunAsync(bed, action, project);
            Assert.Equal(expected, Describe(bed, project));
        }
    }

    [Fact]
    public async Task An_append_that_ended_is_made_again_by_the_next()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        var journal = new MemoryJournal();
        bed.Journal = journal;

        await RunAsync(bed, ConflictAction.Append, TestBed.TargetProject);
        await RunAsync(bed, ConflictAction.Append, TestBed.TargetProject);

        Assert.Equal(4, Assert.Single(bed.State.ListSecrets(TestBed.TargetProject, TestBed.TargetRegion)).Versions.Count);
        Assert.Equal(0, journal.Count);
    }

    [Fact]
    public async Task What_nobody_began_is_not_completed_by_fail()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        EmulatedSecret alike = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s");
        bed.State.AddVersion(alike, [1]);
        bed.Journal = new MemoryJournal();

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync());

        Assert.Equal(RestoreAction.Conflict, result.Action);
        Assert.Contains("NewVersion completes it", result.Item.Reason, StringComparison.Ordinal);
        Assert.Single(alike.Versions);
    }

    private static async Task SeedAsync(TestBed bed)
    {
        EmulatedSecret mixed = bed.Seed("/a", "mixed", [1], [2], [3]);
        bed.Seed("/a", "other", [5], [6]);
        EmulatedSecret absent = bed.Seed("/b", "absent", [7], [8]);
        absent.Protected = true;
        absent.Tags = ["t"];
        await bed.BackupAsync();
        mixed.Versions[1].Status = "disabled";
        absent.Versions[0].Status = "disabled";
        await bed.BackupAsync();
    }

    /// <summary>One secret that lacks versions, one that differs altogether, one that is absent.</summary>
    private static void SeedTarget(TestBed bed, string project)
    {
        EmulatedSecret mixed = bed.State.AddSecret(project, TestBed.TargetRegion, "/a", "mixed", secret => secret.Description = "old");
        bed.State.AddVersion(mixed, [1]);
        EmulatedSecret other = bed.State.AddSecret(project, TestBed.TargetRegion, "/a", "other", secret => secret.Tags = ["theirs"]);
        bed.State.AddVersion(other, [9]);
    }

    private static async Task<string> RestoreUndisturbedAsync(TestBed bed, ConflictAction action)
    {
        const string Project = "66666666-6666-4666-8666-666666666666";
        SeedTarget(bed, Project);
        bed.Journal = new MemoryJournal();
        await RunAsync(bed, action, Project);
        return Describe(bed, Project);
    }

    private static Task<IReadOnlyList<RestoreItemResult>> RunAsync(TestBed bed, ConflictAction action, string project) =>
        bed.RestoreAsync(action, change: request => request with { ProjectId = project, ThrottleLimit = 1 });

    /// <summary>Lets nothing through from one call of the run on; that call itself may take effect. False when the run makes fewer calls.</summary>
    private static async Task<bool> RunCutAsync(TestBed bed, ConflictAction action, FaultKind kind, string project, int position)
    {
        bed.Journal = new MemoryJournal();
        RestorePlan plan = await bed.PlanRestoreAsync(action, change: request => request with { ProjectId = project, ThrottleLimit = 1 });
        int seen = -1;
        bed.Server.Faults.Script = (_, _) =>
        {
            int number = Interlocked.Increment(ref seen);
            return number < position ? null : number == position ? kind : FaultKind.InternalError;
        };
        try
        {
            await bed.RunRestoreAsync(plan, bed.Impatient);
        }
        catch (Exception exception) when (exception is EngineException or Scaleway.ScalewayException)
        {
            // Where the first call of all fails there is no result, only the error.
        }

        bed.Server.Faults.Script = null;
        return seen >= position;
    }

    private static string Describe(TestBed bed, string project) => string.Join(
        '\n', bed.State.ListSecrets(project, TestBed.TargetRegion).Select(SecretAssert.Describe).Order(StringComparer.Ordinal));
}
