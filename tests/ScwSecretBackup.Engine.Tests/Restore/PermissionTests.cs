using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

/// <summary>The permission sets a destination needs, and what their absence does: a named error, and nothing changed.</summary>
public sealed class PermissionTests
{
    private static readonly string[] Needed =
        ["SecretManagerReadOnly", "SecretManagerSecretAccess", "SecretManagerSecretCreate", "SecretManagerSecretWrite", "SecretManagerSecretRestore"];

    [Fact]
    public async Task The_destination_sets_are_enough()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);

        IReadOnlyList<RestoreItemResult> results = await RestoreAsync(bed, Needed);

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(2, bed.TargetSecrets().Count);
    }

    [Theory]
    [InlineData("SecretManagerSecretCreate")]
    [InlineData("SecretManagerSecretWrite")]
    [InlineData("SecretManagerSecretRestore")]
    public async Task A_missing_set_is_named_and_nothing_is_changed(string missing)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await SeedAsync(bed);
        string[] before = [.. bed.TargetSecrets().Select(SecretAssert.Describe)];

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => RestoreAsync(bed, [.. Needed.Where(set => set != missing)]));

        Assert.Equal(EngineErrorKind.DestinationDenied, error.Kind);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, bed.TargetSecrets().Select(SecretAssert.Describe));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lifetime_that_a_version_does_not_inherit_needs_the_permission_before_the_first_write(bool ownLifetime)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, "/a", "s", value =>
        {
            value.TimeToLive = ownLifetime ? "86400s" : null;
            value.ExpiresOnceAccessed = ownLifetime ? null : true;
            value.EphemeralAction = "disable";
        });
        bed.State.AddVersion(secret, [1]);
        await bed.BackupAsync(request => request with { IncludeSingleAccess = true });

        Task<IReadOnlyList<RestoreItemResult>> restore = RestoreAsync(bed, ["SecretManagerReadOnly", "SecretManagerSecretAccess", "SecretManagerSecretCreate"]);

        if (ownLifetime)
        {
            EngineException error = await Assert.ThrowsAsync<EngineException>(() => restore);
            Assert.Contains("SecretManagerSecretWrite", error.Message, StringComparison.Ordinal);
            Assert.Empty(bed.TargetSecrets());
        }
        else
        {
            Assert.Null(Assert.Single(await restore).Error);
            Assert.Single(bed.TargetSecrets());
        }
    }

    [Fact]
    public async Task A_plan_of_a_key_that_may_not_list_says_so()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();

        RestorePlan plan = await bed.PlanRestoreAsync(target: bed.CreateClient(["SecretManagerSecretCreate"], TestBed.TargetRegion));

        Assert.False(plan.CanSeeConflicts);
        Assert.Null(plan.SecretsBefore);
    }

    [Fact]
    public async Task Secrets_beyond_the_quota_are_refused_before_anything_is_written()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "one", [1]);
        bed.Seed("/a", "three", [3]);
        bed.Seed("/a", "two", [2]);
        await bed.BackupAsync();
        bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/", "there");

        RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with { SecretQuota = 2 });

        Assert.Equal([RestoreAction.Create, RestoreAction.Refuse, RestoreAction.Refuse], plan.Items.Select(item => item.Action));
        Assert.All(plan.Items.Skip(1), item => Assert.Contains("more than the 2 secrets", item.Reason, StringComparison.Ordinal));
    }

    /// <summary>One secret to create that needs every kind of write, and one to take back.</summary>
    private static async Task SeedAsync(TestBed bed)
    {
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Protected = true;
        bed.Seed("/a", "gone", [3]);
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
        EmulatedSecret gone = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "gone");
        bed.State.AddVersion(gone, [3]);
        gone.DeletionRequestedAt = DateTimeOffset.UtcNow;
    }

    private static async Task<IReadOnlyList<RestoreItemResult>> RestoreAsync(TestBed bed, string[] sets)
    {
        ISecretManager client = bed.CreateClient(sets, TestBed.TargetRegion);
        return await bed.RestoreAsync(target: client, change: request => request with { RecoverPendingDeletion = true });
    }
}
