using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

/// <summary>What happens to the destination between the plan and the writing.</summary>
public sealed class ChangedMeanwhileTests
{
    [Theory]
    [InlineData("gone", "is gone")]
    [InlineData("scheduled", "scheduled for deletion")]
    [InlineData("version scheduled", "a version that the plan counts on")]
    [InlineData("version added", "got or lost versions")]
    public async Task A_secret_that_is_no_longer_what_was_planned_for_is_a_conflict_and_stays_as_it_is(string change, string said)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        EmulatedSecret there = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s");
        EmulatedVersion version = bed.State.AddVersion(there, [1]);
        RestorePlan plan = await bed.PlanRestoreAsync(ConflictAction.NewVersion);
        switch (change)
        {
            case "scheduled":
                there.DeletionRequestedAt = DateTimeOffset.UtcNow;
                break;
            case "version scheduled":
                (version.StatusBeforeDeletion, version.Status, version.DeletionRequestedAt) = (version.Status, "scheduled_for_deletion", DateTimeOffset.UtcNow);
                break;
            case "version added":
                bed.State.AddVersion(there, [9]);
                break;
        }

        int versions = there.Versions.Count;
        ISecretManager target = change != "gone" ? bed.Target : InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.GetSecretAsync))
            {
                throw new Scaleway.ScalewayApiException(System.Net.HttpStatusCode.NotFound, "gone") { ErrorType = "not_found" };
            }
        });

        RestoreItemResult result = Assert.Single(await bed.RunRestoreAsync(plan, target));

        Assert.Equal(RestoreAction.Conflict, result.Action);
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(versions, there.Versions.Count);
    }
}
