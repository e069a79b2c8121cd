using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

/// <summary>Every case in which a value can't simply be read: the manifest, the result and the snapshot's items must say the same.</summary>
public sealed class HardCaseTests
{
    private static readonly HardCase[] All =
    [
        new("plain", CaptureState.Captured, ""),
        new("disabled", CaptureState.MetadataOnly, "the version is disabled, and no earlier snapshot holds its value") { Arrange = Status("disabled") },
        new("disabled, known", CaptureState.CarriedForward, "the version is disabled") { Arrange = Status("disabled"), IsKnown = true },
        new("disabled, metadata wanted", CaptureState.MetadataOnly, "the version is disabled")
        {
            Arrange = Status("disabled"), IsKnown = true, Request = request => request with { DisabledVersions = DisabledVersionPolicy.Metadata },
        },
        new("disabled, enabled to be read", CaptureState.Captured, "")
        {
            Arrange = Status("disabled"), Request = request => request with { DisabledVersions = DisabledVersionPolicy.TemporarilyEnable },
        },
        new("single access", CaptureState.MetadataOnly, "one access would consume it") { Arrange = SingleAccess },
        new("single access, wanted", CaptureState.Captured, "")
        {
            Arrange = SingleAccess, Request = request => request with { IncludeSingleAccess = true }, Flag = "one access consumes it at the source",
        },
        new("expires", CaptureState.Captured, "")
        {
            Arrange = (_, secret) => secret.Versions[0].ExpiresAt = DateTimeOffset.UtcNow.AddHours(1), Flag = "it expires at",
        },
        new("version scheduled for deletion", CaptureState.MetadataOnly, "the version is scheduled for deletion")
        {
            Arrange = (_, secret) =>
            {
                secret.Versions[0].Status = "scheduled_for_deletion";
                secret.Versions[0].DeletionRequestedAt = DateTimeOffset.UtcNow;
            },
            IsKnown = true,
        },
        new("secret scheduled for deletion", CaptureState.MetadataOnly, "the version is scheduled for deletion") { Arrange = (_, secret) => secret.DeletionRequestedAt = DateTimeOffset.UtcNow },
        new("locked", CaptureState.MetadataOnly, "the secret is locked") { Arrange = (_, secret) => secret.Status = "locked" },
        new("locked, known", CaptureState.CarriedForward, "the secret is locked") { Arrange = (_, secret) => secret.Status = "locked", IsKnown = true },
        new("managed", CaptureState.Captured, "") { Arrange = (_, secret) => secret.Managed = true, Flag = "managed by a Scaleway product" },
        new("used", CaptureState.Captured, "") { Arrange = (_, secret) => secret.UsedBy = ["rdb"], Flag = "used by Scaleway products (rdb)" },
        new("shares its name", CaptureState.Captured, "")
        {
            Arrange = (bed, secret) => bed.Seed(secret.Path, secret.Name, [9]), Flag = "another secret has the same folder and name",
        },
        new("denied", CaptureState.MetadataOnly, "the key may not read it") { Arrange = (bed, secret) => bed.State.DenyAccess(secret.Id), IsError = true },
        new("disabled meanwhile", CaptureState.MetadataOnly, "it stopped being readable while the backup ran") { Arrange = Status("disabled"), HappensMeanwhile = true },
        new("gone meanwhile", CaptureState.MetadataOnly, "it disappeared while the backup ran") { Arrange = (_, secret) => secret.Versions.Clear(), HappensMeanwhile = true },
        new("no path", null, "not captured") { Arrange = (_, secret) => secret.Name = ".." },
    ];

    public static TheoryData<HardCase> Cases { get; } = [.. All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Ends_as_it_must_and_says_so_everywhere(HardCase hard)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "ordinary", [7]);
        EmulatedSecret secret = bed.Seed("/prod", "hard", [1]);
        if (hard.IsKnown)
        {
            await bed.BackupAsync();
        }

        BackupResult result = await RunAsync(bed, hard, secret);
        SnapshotHeader header = await bed.Catalog.ResolveAsync("latest", TestContext.Current.CancellationToken);
        SnapshotReader reader = await bed.Store.OpenSnapshotAsync(header.Id, TestContext.Current.CancellationToken);
        Manifest manifest = await new SnapshotDocuments(reader).ReadManifestAsync(TestContext.Current.CancellationToken);
        SnapshotVersion? version = (await bed.ReadAsync()).SingleOrDefault(found => found.Metadata.Id == secret.Id)?.Versions.Single();

        Assert.Equal(hard.Capture, version?.Capture);
        Assert.Equal(hard.IsError ? BackupStatus.Partial : BackupStatus.Complete, result.Status);
        Assert.Equal(hard.Capture == CaptureState.CarriedForward ? 1 : 0, manifest.CarriedForwardCount);
        Assert.Equal(hard.Capture is CaptureState.Captured or CaptureState.CarriedForward, version?.ValueEntry is not null);
        bool isSkipped = hard.Capture is null or CaptureState.MetadataOnly;
        Assert.Equal(isSkipped ? [hard.IsError] : [], result.Skipped.Select(item => item.IsError));
        Assert.Equal(result.Skipped.Select(item => item.Reason), manifest.Skipped.Select(gap => gap.Reason));
        Assert.Equal(result.Flagged.Select(item => item.Note), manifest.Flagged.Select(flag => flag.Note));
        Assert.All(manifest.Skipped, gap => Assert.Equal(secret.Id, gap.SecretId));
        Assert.StartsWith(hard.Reason, isSkipped ? result.Skipped[0].Reason : version!.Reason, StringComparison.Ordinal);
        Assert.All(isSkipped && version is not null ? new[] { version } : [], item => Assert.Equal(result.Skipped[0].Reason, item.Reason));
        Assert.Equal(hard.Flag.Length > 0, result.Flagged.Count > 0);
        Assert.All(result.Flagged, item => Assert.StartsWith(hard.Flag, item.Note, StringComparison.Ordinal));
    }

    private static async Task<BackupResult> RunAsync(TestBed bed, HardCase hard, EmulatedSecret secret)
    {
        if (!hard.HappensMeanwhile)
        {
            hard.Arrange(bed, secret);
            return await bed.BackupAsync(hard.Request);
        }

        BackupPlan plan = await bed.PlanBackupAsync(hard.Request);
        hard.Arrange(bed, secret);
        return await new BackupRunner(bed.Source, bed.Store, TimeProvider.System).RunAsync(plan, null, TestContext.Current.CancellationToken);
    }

    private static Action<TestBed, EmulatedSecret> Status(string status) => (_, secret) => secret.Versions[0].Status = status;

    private static void SingleAccess(TestBed bed, EmulatedSecret secret)
    {
        secret.Versions[0].ExpiresOnceAccessed = true;
        secret.Versions[0].EphemeralAction = "disable";
    }
}
