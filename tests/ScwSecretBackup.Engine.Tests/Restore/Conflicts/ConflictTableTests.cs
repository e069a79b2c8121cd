using System.Globalization;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore.Conflicts;

/// <summary>Every conflict action in every state of the destination: the plan, the calls, and what is there in the end. The snapshot holds the values 1 and 2.</summary>
public sealed class ConflictTableTests
{
    private const string Create = "CreateSecret CreateVersion CreateVersion";

    [Theory]
    [InlineData(ConflictAction.Fail, DestinationState.Absent, RestoreAction.Create, Create, "s: 1 2")]
    [InlineData(ConflictAction.Fail, DestinationState.Identical, RestoreAction.Unchanged, "", "s: 1 2")]
    [InlineData(ConflictAction.Fail, DestinationState.Older, RestoreAction.Conflict, "", "s: 1")]
    [InlineData(ConflictAction.Fail, DestinationState.Newer, RestoreAction.Conflict, "", "s: 1 2 3")]
    [InlineData(ConflictAction.Fail, DestinationState.OtherType, RestoreAction.Conflict, "", "s key_value: 9")]
    [InlineData(ConflictAction.Fail, DestinationState.PendingDeletion, RestoreAction.Create, Create, "s deleted: 1 2; s: 1 2")]
    [InlineData(ConflictAction.Fail, DestinationState.Protected, RestoreAction.Conflict, "", "s protected: 1")]
    [InlineData(ConflictAction.Fail, DestinationState.AtQuota, RestoreAction.Conflict, "", "s: 20 others")]
    [InlineData(ConflictAction.Skip, DestinationState.Absent, RestoreAction.Create, Create, "s: 1 2")]
    [InlineData(ConflictAction.Skip, DestinationState.Identical, RestoreAction.Skip, "", "s: 1 2")]
    [InlineData(ConflictAction.Skip, DestinationState.Older, RestoreAction.Skip, "", "s: 1")]
    [InlineData(ConflictAction.Skip, DestinationState.Newer, RestoreAction.Skip, "", "s: 1 2 3")]
    [InlineData(ConflictAction.Skip, DestinationState.OtherType, RestoreAction.Skip, "", "s key_value: 9")]
    [InlineData(ConflictAction.Skip, DestinationState.PendingDeletion, RestoreAction.Create, Create, "s deleted: 1 2; s: 1 2")]
    [InlineData(ConflictAction.Skip, DestinationState.Protected, RestoreAction.Skip, "", "s protected: 1")]
    [InlineData(ConflictAction.Skip, DestinationState.AtQuota, RestoreAction.Skip, "", "s: 20 others")]
    [InlineData(ConflictAction.NewVersion, DestinationState.Absent, RestoreAction.Create, Create, "s: 1 2")]
    [InlineData(ConflictAction.NewVersion, DestinationState.Identical, RestoreAction.Unchanged, "", "s: 1 2")]
    [InlineData(ConflictAction.NewVersion, DestinationState.Older, RestoreAction.NewVersion, "CreateVersion", "s: 1 2")]
    [InlineData(ConflictAction.NewVersion, DestinationState.Newer, RestoreAction.Unchanged, "", "s: 1 2 3")]
    [InlineData(ConflictAction.NewVersion, DestinationState.OtherType, RestoreAction.Refuse, "", "s key_value: 9")]
    [InlineData(ConflictAction.NewVersion, DestinationState.PendingDeletion, RestoreAction.Create, Create, "s deleted: 1 2; s: 1 2")]
    [InlineData(ConflictAction.NewVersion, DestinationState.Protected, RestoreAction.NewVersion, "CreateVersion", "s protected: 1 2")]
    [InlineData(ConflictAction.NewVersion, DestinationState.AtQuota, RestoreAction.Refuse, "", "s: 20 others")]
    [InlineData(ConflictAction.Append, DestinationState.Absent, RestoreAction.Create, Create, "s: 1 2")]
    [InlineData(ConflictAction.Append, DestinationState.Identical, RestoreAction.NewVersion, "CreateVersion CreateVersion", "s: 1 2 1 2")]
    [InlineData(ConflictAction.Append, DestinationState.Older, RestoreAction.NewVersion, "CreateVersion CreateVersion", "s: 1 1 2")]
    [InlineData(ConflictAction.Append, DestinationState.Newer, RestoreAction.NewVersion, "CreateVersion CreateVersion", "s: 1 2 3 1 2")]
    [InlineData(ConflictAction.Append, DestinationState.OtherType, RestoreAction.Refuse, "", "s key_value: 9")]
    [InlineData(ConflictAction.Append, DestinationState.PendingDeletion, RestoreAction.Create, Create, "s deleted: 1 2; s: 1 2")]
    [InlineData(ConflictAction.Append, DestinationState.Protected, RestoreAction.NewVersion, "CreateVersion CreateVersion", "s protected: 1 1 2")]
    [InlineData(ConflictAction.Append, DestinationState.AtQuota, RestoreAction.Refuse, "", "s: 20 others")]
    [InlineData(ConflictAction.Rename, DestinationState.Absent, RestoreAction.Create, Create, "s: 1 2")]
    [InlineData(ConflictAction.Rename, DestinationState.Identical, RestoreAction.Unchanged, "", "s: 1 2")]
    [InlineData(ConflictAction.Rename, DestinationState.Older, RestoreAction.Create, Create, "s-restored: 1 2; s: 1")]
    [InlineData(ConflictAction.Rename, DestinationState.Newer, RestoreAction.Create, Create, "s-restored: 1 2; s: 1 2 3")]
    [InlineData(ConflictAction.Rename, DestinationState.OtherType, RestoreAction.Create, Create, "s key_value: 9; s-restored: 1 2")]
    [InlineData(ConflictAction.Rename, DestinationState.PendingDeletion, RestoreAction.Create, Create, "s deleted: 1 2; s: 1 2")]
    [InlineData(ConflictAction.Rename, DestinationState.Protected, RestoreAction.Create, Create, "s protected: 1; s-restored: 1 2")]
    [InlineData(ConflictAction.Rename, DestinationState.AtQuota, RestoreAction.Create, Create, "s-restored: 1 2; s: 20 others")]
    [InlineData(ConflictAction.Overwrite, DestinationState.Absent, RestoreAction.Create, Create, "s: 1 2")]
    [InlineData(ConflictAction.Overwrite, DestinationState.Identical, RestoreAction.Unchanged, "", "s: 1 2")]
    [InlineData(ConflictAction.Overwrite, DestinationState.Older, RestoreAction.NewVersion, "CreateVersion", "s: 1 2")]
    [InlineData(ConflictAction.Overwrite, DestinationState.Newer, RestoreAction.NewVersion, "CreateVersion", "s: 1 2 3 2")]
    [InlineData(ConflictAction.Overwrite, DestinationState.OtherType, RestoreAction.Refuse, "", "s key_value: 9")]
    [InlineData(ConflictAction.Overwrite, DestinationState.PendingDeletion, RestoreAction.Create, Create, "s deleted: 1 2; s: 1 2")]
    [InlineData(ConflictAction.Overwrite, DestinationState.Protected, RestoreAction.NewVersion, "CreateVersion UnprotectSecret", "s: 1 2")]
    [InlineData(ConflictAction.Overwrite, DestinationState.AtQuota, RestoreAction.Refuse, "", "s: 20 others")]
    public async Task Action_in_state(ConflictAction action, DestinationState state, RestoreAction planned, string calls, string end)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        Seed(bed, state);
        EmulatedSecret bystander = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/b", "bystander", secret => secret.Tags = ["mine"]);
        bed.State.AddVersion(bystander, [7]);
        string before = SecretAssert.Describe(bystander);

        RestorePlan plan = await bed.PlanRestoreAsync(action);
        bed.Server.ClearCalls();
        RestoreItemResult result = Assert.Single(await bed.RunRestoreAsync(plan));

        Assert.Equal(planned, Assert.Single(plan.Items).Action);
        Assert.Equal(planned, result.Action);
        Assert.Equal(planned is RestoreAction.Conflict or RestoreAction.Refuse, result.Error is not null);
        Assert.NotEqual(planned is RestoreAction.Create, plan.Items[0].Quota.NewSecrets == 0);
        Assert.Equal(calls, string.Join(' ', bed.Server.Calls.Where(call => call.Method != "GET" && call.Status < 400).Select(call => call.Operation)));
        Assert.Equal(end, Describe(bed));
        Assert.Equal(before, SecretAssert.Describe(bystander));
        if (action != ConflictAction.Append)
        {
            await AssertSecondRunWritesNothingAsync(bed, action);
        }
    }

    /// <summary>The same command again changes nothing, whatever the first one found.</summary>
    private static async Task AssertSecondRunWritesNothingAsync(TestBed bed, ConflictAction action)
    {
        string before = Describe(bed);
        bed.Server.ClearCalls();

        RestoreItemResult second = Assert.Single(await bed.RestoreAsync(action));

        Assert.Equal(before, Describe(bed));
        Assert.DoesNotContain(bed.Server.Calls, call => call.Method != "GET");
        Assert.Contains(second.Action, new[] { RestoreAction.Unchanged, RestoreAction.Skip, RestoreAction.Conflict, RestoreAction.Refuse });
    }

    private static void Seed(TestBed bed, DestinationState state)
    {
        if (state == DestinationState.Absent)
        {
            return;
        }

        EmulatedSecret twin = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s", secret =>
        {
            secret.Type = state == DestinationState.OtherType ? "key_value" : "opaque";
            secret.Protected = state == DestinationState.Protected;
        });
        IEnumerable<byte> values = state switch
        {
            DestinationState.Older or DestinationState.Protected => [1],
            DestinationState.Newer => [1, 2, 3],
            DestinationState.OtherType => [9],
            DestinationState.AtQuota => Enumerable.Range(100, 20).Select(value => (byte)value),
            _ => [1, 2],
        };
        foreach (byte value in values)
        {
            bed.State.AddVersion(twin, [value]);
        }

        twin.DeletionRequestedAt = state == DestinationState.PendingDeletion ? DateTimeOffset.UtcNow : null;
    }

    private static string Describe(TestBed bed) => string.Join("; ", bed.TargetSecrets().Where(secret => secret.Path == "/a").Select(Describe).Order(StringComparer.Ordinal));

    private static string Describe(EmulatedSecret secret)
    {
        string traits = string.Concat(
            secret.Type == "opaque" ? "" : $" {secret.Type}", secret.Protected ? " protected" : "", secret.DeletionRequestedAt is null ? "" : " deleted");
        string values = secret.Versions.Count == 20 && secret.Versions.All(version => version.Data[0] >= 100)
            ? "20 others"
            : string.Join(' ', secret.Versions.Select(version => version.Data[0].ToString(CultureInfo.InvariantCulture)));
        return $"{secret.Name}{traits}: {values}";
    }
}
