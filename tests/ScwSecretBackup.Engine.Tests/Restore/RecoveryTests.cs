using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class RecoveryTests
{
    [Fact]
    public async Task The_secret_that_was_backed_up_is_taken_back_for_what_it_costs_and_completed()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2], [3]);
        await bed.BackupAsync();
        secret.Versions.RemoveAt(1);
        secret.DeletionRequestedAt = DateTimeOffset.UtcNow;

        RestorePlan plan = await PlanAtSourceAsync(bed);
        RestoreItemResult result = Assert.Single(await bed.RunRestoreAsync(plan, bed.Source));
        RestorePlan again = await PlanAtSourceAsync(bed);

        RestorePlanItem item = Assert.Single(plan.Items);
        Assert.Equal((RestoreAction.Recover, 0.02m, secret.Id), (item.Action, plan.EstimatedCost, item.TargetId));
        Assert.Equal([2], item.RevisionsToWrite);
        Assert.Null(result.Error);
        Assert.Null(secret.DeletionRequestedAt);
        Assert.Equal([1, 3, 2], secret.Versions.Select(version => version.Data[0]));
        Assert.Equal((1, 4, 3), (result.RevisionMap[1], result.RevisionMap[2], result.RevisionMap[3]));
        Assert.Equal(0, again.EstimatedCost);
        Assert.DoesNotContain(again.Items, item => item.Writes);
    }

    [Fact]
    public async Task Another_secret_of_that_name_is_taken_back_and_gets_what_it_lacks()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        EmulatedSecret twin = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s");
        bed.State.AddVersion(twin, [1]);
        twin.DeletionRequestedAt = DateTimeOffset.UtcNow;

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(change: request => request with { RecoverPendingDeletion = true }));

        Assert.Equal((RestoreAction.Recover, null), (result.Action, result.Error));
        Assert.Equal([1, 2], twin.Versions.Select(version => version.Data[0]));
        Assert.Single(bed.TargetSecrets());
    }

    [Fact]
    public async Task A_version_that_waits_for_its_deletion_is_taken_back()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        secret.Versions[0].Status = "scheduled_for_deletion";
        secret.Versions[0].DeletionRequestedAt = DateTimeOffset.UtcNow;

        RestorePlan plan = await PlanAtSourceAsync(bed);
        RestoreItemResult result = Assert.Single(await bed.RunRestoreAsync(plan, bed.Source));

        Assert.Equal((RestoreAction.Recover, 0.01m), (plan.Items[0].Action, plan.EstimatedCost));
        Assert.Equal([1], plan.Items[0].RevisionsToRecover);
        Assert.Null(result.Error);
        Assert.Equal(["enabled", "enabled"], secret.Versions.Select(version => version.Status));
    }

    [Theory]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.InternalErrorAfter)]
    public async Task A_lost_answer_to_the_recovery_is_looked_into(FaultKind kind)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        secret.DeletionRequestedAt = DateTimeOffset.UtcNow;
        RestorePlan plan = await PlanAtSourceAsync(bed);
        bed.Server.Faults.Script = CallWatch.FaultAt(0, kind, "RestoreSecret");

        RestoreItemResult result = Assert.Single(await bed.RunRestoreAsync(plan, bed.Source));

        Assert.Null(result.Error);
        Assert.Null(secret.DeletionRequestedAt);
    }

    private static Task<RestorePlan> PlanAtSourceAsync(TestBed bed) => bed.PlanRestoreAsync(
        target: bed.Source, change: request => request with { ProjectId = TestBed.SourceProject, RecoverPendingDeletion = true });
}
