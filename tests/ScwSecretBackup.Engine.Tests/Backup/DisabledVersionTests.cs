using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

public sealed class DisabledVersionTests
{
    [Theory]
    [InlineData(DisabledVersionPolicy.Metadata, false, CaptureState.MetadataOnly, 0)]
    [InlineData(DisabledVersionPolicy.Metadata, true, CaptureState.MetadataOnly, 0)]
    [InlineData(DisabledVersionPolicy.CarryForward, false, CaptureState.MetadataOnly, 0)]
    [InlineData(DisabledVersionPolicy.CarryForward, true, CaptureState.CarriedForward, 0)]
    [InlineData(DisabledVersionPolicy.TemporarilyEnable, false, CaptureState.Captured, 2)]
    [InlineData(DisabledVersionPolicy.TemporarilyEnable, true, CaptureState.CarriedForward, 0)]
    public async Task The_policy_decides(DisabledVersionPolicy policy, bool known, CaptureState expected, int writes)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1], [2]);
        if (known)
        {
            await bed.BackupAsync();
        }

        secret.Versions[0].Status = "disabled";

        BackupResult result = await bed.BackupAsync(request => request with { DisabledVersions = policy });

        SnapshotVersion version = Assert.Single(await bed.ReadAsync()).Versions[0];
        Assert.Equal((BackupStatus.Complete, expected, "disabled"), (result.Status, version.Capture, version.Metadata.Status));
        Assert.Equal(expected == CaptureState.MetadataOnly ? 1 : 0, result.Skipped.Count);
        Assert.Equal("disabled", secret.Versions[0].Status);
        Assert.Equal(writes, Writes(bed));
    }

    [Fact]
    public async Task A_value_left_to_its_metadata_once_is_carried_forward_again_later()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1]);
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync(request => request with { DisabledVersions = DisabledVersionPolicy.Metadata });

        Assert.Equal(1, (await bed.BackupAsync()).CarriedForward);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_version_whose_life_would_change_is_never_enabled(bool singleAccess, bool expires)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, "/", "s", value =>
        {
            value.ExpiresOnceAccessed = singleAccess ? true : null;
            value.TimeToLive = expires ? "3600s" : null;
            value.EphemeralAction = "disable";
        });
        bed.State.AddVersion(secret, [1]).Status = "disabled";

        BackupResult result = await bed.BackupAsync(request => request with { DisabledVersions = DisabledVersionPolicy.TemporarilyEnable, IncludeSingleAccess = true });

        Assert.Contains(singleAccess ? "one access" : "new lifetime", Assert.Single(result.Skipped).Reason, StringComparison.Ordinal);
        Assert.Equal(0, Writes(bed));
    }

    [Fact]
    public async Task A_key_that_may_not_enable_gets_a_named_error_for_the_item_and_keeps_the_rest()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1], [2]);
        secret.Versions[0].Status = "disabled";
        ISecretManager source = bed.CreateClient(["SecretManagerReadOnly", "SecretManagerSecretAccess"], TestBed.SourceRegion);

        BackupResult result = await bed.BackupAsync(Enabling, source);

        Assert.Equal((BackupStatus.Partial, 1), (result.Status, result.ValuesRead));
        EngineException error = Assert.IsType<EngineException>(Assert.Single(result.Skipped).Error);
        Assert.Equal(EngineErrorKind.EnablingDenied, error.Kind);
        Assert.Contains("SecretManagerSecretWrite", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(result.LeftEnabled);
    }

    [Theory]
    [InlineData("EnableVersion", FaultKind.ResetAfter)]
    [InlineData("AccessVersion", FaultKind.InternalError)]
    [InlineData("DisableVersion", FaultKind.ResetBefore)]
    public async Task A_fault_on_the_way_leaves_the_version_disabled(string operation, FaultKind fault)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1], [2]);
        secret.Versions[0].Status = "disabled";
        bed.Server.Faults.Script = CallWatch.FaultAt(0, fault, operation);

        BackupResult result = await bed.BackupAsync(Enabling);

        Assert.Equal((BackupStatus.Complete, 2), (result.Status, result.ValuesRead));
        Assert.Equal("disabled", secret.Versions[0].Status);
    }

    [Fact]
    public async Task A_stopped_backup_disables_what_it_enabled()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1]);
        secret.Versions[0].Status = "disabled";
        using var stop = new CancellationTokenSource();
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called == nameof(ISecretManager.AccessVersionAsync))
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            }
        });
        BackupPlan plan = await bed.PlanBackupAsync(Enabling);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BackupRunner(source, bed.Store, TimeProvider.System).RunAsync(plan, null, stop.Token));

        Assert.Equal("disabled", secret.Versions[0].Status);
        Assert.Equal(2, Writes(bed));
        Assert.Empty(await bed.Catalog.ListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_version_that_can_not_be_disabled_again_is_named(bool stopped)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/prod", "s", [1]);
        secret.Versions[0].Status = "disabled";
        using var stop = new CancellationTokenSource();
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called == nameof(ISecretManager.DisableVersionAsync))
            {
                throw new ScwSecretBackup.Scaleway.ScalewayConnectionException("no answer", null);
            }

            if (called == nameof(ISecretManager.AccessVersionAsync) && stopped)
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            }
        });
        BackupPlan plan = await bed.PlanBackupAsync(Enabling);
        Task<BackupResult> run = new BackupRunner(source, bed.Store, TimeProvider.System).RunAsync(plan, null, stop.Token);

        EngineException error = stopped ? await Assert.ThrowsAsync<EngineException>(() => run) : Assert.Single((await run).LeftEnabled).Value;

        Assert.Equal(EngineErrorKind.VersionLeftEnabled, error.Kind);
        Assert.Contains("/prod/s revision 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(stopped ? TaskStatus.Faulted : TaskStatus.RanToCompletion, run.Status);
    }

    [Fact]
    public async Task A_version_that_somebody_enabled_meanwhile_is_read_and_left_as_it_is()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1]);
        secret.Versions[0].Status = "disabled";
        BackupPlan plan = await bed.PlanBackupAsync(Enabling);
        secret.Versions[0].Status = "enabled";

        BackupResult result = await new BackupRunner(bed.Source, bed.Store, TimeProvider.System).RunAsync(plan, null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0, "enabled"), (result.ValuesRead, Writes(bed), secret.Versions[0].Status));
    }

    private static BackupRequest Enabling(BackupRequest request) => request with { DisabledVersions = DisabledVersionPolicy.TemporarilyEnable };

    private static int Writes(TestBed bed) => bed.CallsOf("EnableVersion") + bed.CallsOf("DisableVersion");
}
