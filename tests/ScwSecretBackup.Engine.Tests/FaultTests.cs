using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests;

public sealed class FaultTests
{
    private static readonly FaultKind[] AllButHang = [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.Hang)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task With_every_tenth_call_failing_backup_and_restore_end_right(int seed)
    {
        await using TestBed bed = await TestBed.StartAsync();
        GeneratedSecret[] secrets = SecretGenerator.Generate(40, $"00000000004{seed}");
        SecretGenerator.Seed(bed.State, TestBed.SourceProject, TestBed.SourceRegion, secrets);
        bed.Server.Faults.Kinds = AllButHang;
        bed.Server.Faults.Seed = seed;
        bed.Server.Faults.Rate = 0.1;

        BackupResult first = await bed.BackupAsync();
        SecretGenerator.Disable(bed.State, TestBed.SourceProject, TestBed.SourceRegion, secrets);
        BackupResult second = await bed.BackupAsync();
        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        Assert.Superset(AllButHang.ToHashSet(), bed.Server.Calls.Select(call => call.Fault).OfType<FaultKind>().ToHashSet());
        Assert.Equal((BackupStatus.Complete, BackupStatus.Complete), (first.Status, second.Status));
        Assert.Equal(0, second.ValuesRead);
        Assert.All(results, result => Assert.Null(result.Error));
        SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.TargetSecrets());
    }

    [Theory]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.TruncatedAnswer)]
    [InlineData(FaultKind.InternalErrorAfter)]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.InternalError)]
    public async Task A_lost_answer_to_any_create_doubles_nothing(FaultKind kind)
    {
        await using TestBed bed = await TestBed.StartAsync();
        SeedThree(bed);
        await bed.BackupAsync();

        for (int position = 0; position < 9; position++)
        {
            bed.Server.Faults.Script = CallWatch.FaultAt(position, kind, "CreateSecret", "CreateVersion");
            string project = $"44444444-4444-4444-8444-44444444444{position}";

            IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync(change: request => request with { ProjectId = project, ThrottleLimit = 1 });

            Assert.All(results, result => Assert.Null(result.Error));
            SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.State.ListSecrets(project, TestBed.TargetRegion));
        }
    }

    [Fact]
    public async Task A_restore_that_is_cut_at_any_write_is_completed_by_the_next_one()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret[] secrets = SeedThree(bed);
        await bed.BackupAsync();
        secrets[0].Versions[1].Status = "disabled";
        secrets[2].Protected = true;
        await bed.BackupAsync();
        string[] writes = ["CreateSecret", "CreateVersion", "DisableVersion", "ProtectSecret"];
        string[] everything = [.. writes, "ListSecrets", "ListVersions", "AccessVersion", "GetSecret"];

        for (int position = 0; position < 11; position++)
        {
            string project = $"55555555-5555-4555-8555-5555555555{position:00}";
            RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with { ProjectId = project, ThrottleLimit = 1 });
            int seen = -1;
            bool isCut = false;

            // The write at this position takes effect without an answer, and from then on nothing gets through.
            bed.Server.Faults.Script = (operation, _) =>
            {
                bool cutsHere = writes.Contains(operation) && Interlocked.Increment(ref seen) == position;
                FaultKind? fault = isCut && everything.Contains(operation) ? FaultKind.InternalError : cutsHere ? FaultKind.ResetAfter : null;
                isCut |= cutsHere;
                return fault;
            };
            await bed.RunRestoreAsync(plan);
            bed.Server.Faults.Script = null;
            string[] halfway = [.. bed.State.ListSecrets(project, TestBed.TargetRegion).Select(SecretAssert.Describe)];

            RestorePlan careful = await bed.PlanRestoreAsync(change: request => request with { ProjectId = project });
            Assert.DoesNotContain(careful.Items, item => item.Action == RestoreAction.NewVersion);
            Assert.Equal(halfway, bed.State.ListSecrets(project, TestBed.TargetRegion).Select(SecretAssert.Describe));
            IReadOnlyList<RestoreItemResult> second = await bed.RestoreAsync(ConflictAction.NewVersion, change: request => request with { ProjectId = project });

            Assert.All(second, result => Assert.Null(result.Error));
            SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.State.ListSecrets(project, TestBed.TargetRegion));
        }
    }

    private static EmulatedSecret[] SeedThree(TestBed bed) =>
    [
        bed.Seed("/a", "one", [1], [2], [1]),
        bed.Seed("/a", "three", [5]),
        bed.Seed("/b", "two", [3], [3]),
    ];
}
