using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.KnownValues;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

public sealed class CaptureDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Secret Secret = new() { Id = "s", ProjectId = "p", Name = "n", Status = "ready" };
    private static readonly SecretVersion Version = new() { SecretId = "s", Revision = 1, Status = "enabled", CreatedAt = Now };
    private static readonly CaptureRules Careful = new();
    private static readonly CaptureRules Destructive = new(IncludeSingleAccess: true);
    private static readonly KnownVersion Known = new("s", 1, Now, new StoredObject(Mac.Nil, 1, 1, "text/plain", 0), null);

    [Theory]
    [InlineData("enabled", false, BackupAction.Read)]
    [InlineData("enabled", true, BackupAction.Reuse)]
    [InlineData("disabled", false, BackupAction.MetadataOnly)]
    [InlineData("disabled", true, BackupAction.CarryForward)]
    [InlineData("scheduled_for_deletion", false, BackupAction.MetadataOnly)]
    [InlineData("scheduled_for_deletion", true, BackupAction.MetadataOnly)]
    [InlineData("deleted", false, BackupAction.MetadataOnly)]
    [InlineData("deleted", true, BackupAction.MetadataOnly)]
    [InlineData("unknown_status", false, BackupAction.MetadataOnly)]
    [InlineData("unknown_status", true, BackupAction.CarryForward)]
    public void The_status_decides(string status, bool known, BackupAction expected) =>
        Assert.Equal(expected, CaptureDecision.Decide(Secret, Version with { Status = status }, known ? Known : null, Destructive).Action);

    [Theory]
    [InlineData(null, null, BackupAction.Read)]
    [InlineData(true, null, BackupAction.MetadataOnly)]
    [InlineData(null, true, BackupAction.MetadataOnly)]
    [InlineData(false, true, BackupAction.MetadataOnly)]
    [InlineData(true, true, BackupAction.MetadataOnly)]
    [InlineData(true, false, BackupAction.Read)]
    [InlineData(false, null, BackupAction.Read)]
    public void A_version_that_one_access_consumes_is_not_read(bool? policy, bool? properties, BackupAction expected)
    {
        Secret secret = Secret with { EphemeralPolicy = policy is null ? null : new EphemeralPolicy { ExpiresOnceAccessed = policy, Action = "delete" } };
        SecretVersion version = Version with
        {
            EphemeralProperties = properties is null ? null : new EphemeralProperties { ExpiresOnceAccessed = properties, Action = "delete" },
        };

        Assert.Equal(expected, CaptureDecision.Decide(secret, version, null, Careful).Action);
        Assert.Equal(BackupAction.Read, CaptureDecision.Decide(secret, version, null, Destructive).Action);
    }

    [Fact]
    public void A_locked_secret_is_not_read_and_its_known_values_are_carried_forward()
    {
        Secret locked = Secret with { Status = "locked" };

        Assert.Equal(BackupAction.MetadataOnly, CaptureDecision.Decide(locked, Version, null, Destructive).Action);
        Assert.Equal(BackupAction.CarryForward, CaptureDecision.Decide(locked, Version, Known, Destructive).Action);
    }

    [Fact]
    public void A_secret_scheduled_for_deletion_gives_metadata_only()
    {
        PlannedVersion planned = CaptureDecision.Decide(Secret with { DeletionRequestedAt = Now }, Version, Known, Destructive);

        Assert.Equal(BackupAction.MetadataOnly, planned.Action);
        Assert.NotEmpty(planned.Reason);
    }

    [Fact]
    public void A_known_value_counts_only_for_the_version_created_at_the_same_time()
    {
        var index = new KnownValueIndex();
        index.Add(Known);

        Assert.Same(Known, index.Find(Version));
        Assert.Null(index.Find(Version with { CreatedAt = Now.AddTicks(1) }));
        Assert.Null(index.Find(Version with { Revision = 2 }));
    }
}
