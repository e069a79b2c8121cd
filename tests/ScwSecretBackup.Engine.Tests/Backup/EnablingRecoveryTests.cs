using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Backup.Enabling;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

/// <summary>What a backup that was killed left enabled, and what the next one makes of it.</summary>
public sealed class EnablingRecoveryTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"enablings-{Guid.NewGuid():N}");
    private readonly List<string> _troubles = [];

    private FileEnablingJournal Journal => new(Path.Combine(_folder, "running"), _troubles.Add);

    /// <summary>A copy of the files: what they look like when nobody holds them any more.</summary>
    private FileEnablingJournal AfterKill => new(Path.Combine(_folder, "killed"), _troubles.Add);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Assert.Empty(_troubles);
    }

    [Theory]
    [InlineData(nameof(ISecretManager.EnableVersionAsync), EnablingOutcome.NotEnabled)]
    [InlineData(nameof(ISecretManager.AccessVersionAsync), EnablingOutcome.DisabledAgain)]
    [InlineData(nameof(ISecretManager.DisableVersionAsync), EnablingOutcome.DisabledAgain)]
    public async Task A_version_that_a_killed_backup_left_enabled_is_disabled_by_the_next(string killedBefore, EnablingOutcome expected)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = await KillAsync(bed, killedBefore);

        RecoveredEnabling recovered = Assert.Single(await RecoverAsync(bed));

        Assert.Equal((expected, "disabled"), (recovered.Outcome, secret.Versions[0].Status));
        Assert.Contains("/prod/s revision 1", recovered.Message, StringComparison.Ordinal);
        Assert.Empty(AfterKill.TakeAbandoned(TestBed.SourceRegion, TestBed.SourceProject));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "killed")));
    }

    [Fact]
    public async Task A_backup_that_ends_leaves_no_note_and_one_that_runs_keeps_its_own()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/prod", "s", [1]);
        secret.Versions[0].Status = "disabled";
        int seen = -1;
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called == nameof(ISecretManager.AccessVersionAsync))
            {
                seen = Directory.EnumerateFiles(Path.Combine(_folder, "running")).Count();
                Assert.Empty(Journal.TakeAbandoned(TestBed.SourceRegion, TestBed.SourceProject));
            }
        });

        await RunAsync(bed, source, TestContext.Current.CancellationToken);

        Assert.Equal(1, seen);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "running")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_that_is_stopped_or_fails_disables_and_forgets(bool stopped)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/prod", "s", [1]);
        secret.Versions[0].Status = "disabled";
        using var stop = new CancellationTokenSource();
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called == nameof(ISecretManager.AccessVersionAsync))
            {
                if (stopped)
                {
                    stop.Cancel();
                }

                throw stopped ? new OperationCanceledException(stop.Token) : new InvalidOperationException("a defect");
            }
        });

        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(bed, source, stop.Token));

        Assert.Equal("disabled", secret.Versions[0].Status);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "running")));
    }

    [Fact]
    public async Task What_one_running_backup_has_enabled_is_not_disabled_for_another_that_was_killed()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = await KillAsync(bed, nameof(ISecretManager.DisableVersionAsync));
        using (IHeldIntention running = AfterKill.Begin(IntentionFor(secret)))
        {
            Assert.Empty(await RecoverAsync(bed));
            Assert.Equal("enabled", secret.Versions[0].Status);
        }

        Assert.All(await RecoverAsync(bed), recovered => Assert.NotEqual(EnablingOutcome.Failed, recovered.Outcome));
        Assert.Equal("disabled", secret.Versions[0].Status);
    }

    [Fact]
    public async Task Two_that_see_to_the_same_note_do_it_once()
    {
        await using TestBed bed = await TestBed.StartAsync();
        await KillAsync(bed, nameof(ISecretManager.DisableVersionAsync));
        IReadOnlyList<IHeldIntention> first = AfterKill.TakeAbandoned(TestBed.SourceRegion, TestBed.SourceProject);

        Assert.Empty(AfterKill.TakeAbandoned(TestBed.SourceRegion, TestBed.SourceProject));

        Assert.Single(first).Dispose();
        Assert.Single(await RecoverAsync(bed));
    }

    [Theory]
    [InlineData("deleted", EnablingOutcome.Gone)]
    [InlineData("scheduled", EnablingOutcome.ScheduledForDeletion)]
    [InlineData("enabled by hand", EnablingOutcome.ChangedSince)]
    [InlineData("disabled by hand", EnablingOutcome.NotEnabled)]
    public async Task What_somebody_did_to_the_version_since_stands(string deed, EnablingOutcome expected)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = await KillAsync(bed, nameof(ISecretManager.DisableVersionAsync));
        EmulatedVersion version = secret.Versions[0];
        switch (deed)
        {
            case "deleted":
                secret.Versions.Clear();
                break;
            case "scheduled":
                (version.StatusBeforeDeletion, version.Status, version.DeletionRequestedAt) = (version.Status, "scheduled_for_deletion", DateTimeOffset.UtcNow);
                break;
            default:
                version.Status = deed.Split(' ')[0];
                version.UpdatedAt += TimeSpan.FromMinutes(1);
                break;
        }

        string status = version.Status;
        int writes = bed.CallsOf("DisableVersion");
        RecoveredEnabling recovered = Assert.Single(await RecoverAsync(bed));

        Assert.Equal((expected, status, writes), (recovered.Outcome, version.Status, bed.CallsOf("DisableVersion")));
        Assert.Equal(expected == EnablingOutcome.ScheduledForDeletion ? 1 : 0, (await RecoverAsync(bed)).Count);
    }

    [Fact]
    public async Task A_version_that_was_enabled_long_after_a_note_without_its_time_is_somebody_elses()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = await KillAsync(bed, nameof(ISecretManager.EnableVersionAsync));
        secret.Versions[0].Status = "enabled";
        secret.Versions[0].UpdatedAt = DateTimeOffset.UtcNow.AddHours(2);

        Assert.Equal(EnablingOutcome.ChangedSince, Assert.Single(await RecoverAsync(bed)).Outcome);
        Assert.Equal("enabled", secret.Versions[0].Status);
    }

    [Fact]
    public async Task Without_the_permission_the_error_says_so_and_the_note_stays_for_a_key_that_has_it()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = await KillAsync(bed, nameof(ISecretManager.DisableVersionAsync));
        ISecretManager weak = bed.CreateClient(["SecretManagerReadOnly", "SecretManagerSecretAccess"], TestBed.SourceRegion);

        EngineException error = Assert.IsType<EngineException>(Assert.Single(await RecoverAsync(bed, weak)).Error);

        Assert.Equal(EngineErrorKind.VersionLeftEnabled, error.Kind);
        Assert.Contains("SecretManagerSecretWrite", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("enabled", secret.Versions[0].Status);
        Assert.Equal(EnablingOutcome.DisabledAgain, Assert.Single(await RecoverAsync(bed)).Outcome);
    }

    [Fact]
    public async Task Notes_of_other_projects_and_regions_are_left_alone_and_half_written_ones_are_dropped()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = await KillAsync(bed, nameof(ISecretManager.DisableVersionAsync));

        Assert.Empty(AfterKill.TakeAbandoned(TestBed.TargetRegion, TestBed.SourceProject));
        Assert.Empty(AfterKill.TakeAbandoned(TestBed.SourceRegion, TestBed.TargetProject));
        string file = Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder, "killed")));
        await File.WriteAllTextAsync(file, "{\"Region\":\"fr-", TestContext.Current.CancellationToken);

        Assert.Empty(await RecoverAsync(bed));
        Assert.False(File.Exists(file));
        Assert.Equal("enabled", secret.Versions[0].Status);
    }

    [Theory]
    [InlineData("null\n")]
    [InlineData("{}\n")]
    [InlineData("not json\n")]
    public async Task A_note_that_can_not_be_read_is_named_and_kept(string content)
    {
        await using TestBed bed = await TestBed.StartAsync();
        await KillAsync(bed, nameof(ISecretManager.DisableVersionAsync));
        string file = Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder, "killed")));
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        Assert.Empty(await RecoverAsync(bed));

        Assert.Contains(file, Assert.Single(_troubles), StringComparison.Ordinal);
        Assert.True(File.Exists(file));
        _troubles.Clear();
    }

    [Fact]
    public async Task A_version_is_enabled_and_read_where_nothing_can_be_written_down_and_that_is_said()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/prod", "s", [1]).Versions[0].Status = "disabled";
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "running"), "a file where the folder should be", TestContext.Current.CancellationToken);

        BackupResult result = await RunAsync(bed, bed.Source, TestContext.Current.CancellationToken);

        Assert.Equal(1, result.ValuesRead);
        Assert.Contains("stays enabled", Assert.Single(_troubles), StringComparison.Ordinal);
        _troubles.Clear();
    }

    /// <summary>Lets a backup come as far as a call, and takes what a kill there would leave: the note, unlocked, and the version as it is.</summary>
    private async Task<EmulatedSecret> KillAsync(TestBed bed, string before)
    {
        EmulatedSecret secret = bed.Seed("/prod", "s", [1]);
        secret.Versions[0].Status = "disabled";
        string? status = null;
        DateTimeOffset updatedAt = default;
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called != before)
            {
                return;
            }

            Directory.CreateDirectory(Path.Combine(_folder, "killed"));
            foreach (string file in Directory.EnumerateFiles(Path.Combine(_folder, "running")))
            {
                CopyHeld(file, Path.Combine(_folder, "killed", Path.GetFileName(file)));
            }

            (status, updatedAt) = (secret.Versions[0].Status, secret.Versions[0].UpdatedAt);
        });
        await RunAsync(bed, source, TestContext.Current.CancellationToken);
        (secret.Versions[0].Status, secret.Versions[0].UpdatedAt) = (status!, updatedAt);
        return secret;
    }

    /// <summary>Copies without regard to the lock, which .NET asks for with every stream.</summary>
    private static void CopyHeld(string from, string to)
    {
        using var copy = System.Diagnostics.Process.Start("cp", [from, to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    private static EnablingIntention IntentionFor(EmulatedSecret secret) =>
        new(TestBed.SourceRegion, TestBed.SourceProject, secret.Id, 1, "/prod/s revision 1", DateTimeOffset.UtcNow);

    private async Task<BackupResult> RunAsync(TestBed bed, ISecretManager source, CancellationToken cancellationToken)
    {
        BackupPlan plan = await bed.PlanBackupAsync(request => request with { DisabledVersions = DisabledVersionPolicy.TemporarilyEnable });
        return await new BackupRunner(source, bed.Store, TimeProvider.System, Journal).RunAsync(plan, null, cancellationToken);
    }

    private async Task<IReadOnlyList<RecoveredEnabling>> RecoverAsync(TestBed bed, ISecretManager? source = null)
    {
        var results = new List<RecoveredEnabling>();
        foreach (IHeldIntention held in AfterKill.TakeAbandoned(TestBed.SourceRegion, TestBed.SourceProject))
        {
            using (held)
            {
                results.Add(await new EnablingRecovery(source ?? bed.Source).RunAsync(held, TestContext.Current.CancellationToken));
            }
        }

        return results;
    }
}
