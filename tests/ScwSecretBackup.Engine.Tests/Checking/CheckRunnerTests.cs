using System.Text;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Checking;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Checking;

/// <summary>What a check says of secrets: what is lost, what is not, and where else it is.</summary>
public sealed class CheckRunnerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_store_has_a_summary_and_nothing_else()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/prod/db", "password", [1], [2]);
        bed.Seed("/", "empty");
        await bed.BackupAsync();
        bed.Seed("/", "token", [3]);
        await bed.BackupAsync();

        CheckFinding only = Assert.Single(await CheckAsync(bed.Store));

        CheckSummary summary = Assert.IsType<CheckSummary>(only.Summary);
        Assert.Equal((FindingSeverity.Information, bed.Store.Location), (only.Severity, only.Target));
        Assert.Equal((2, 2, 5, 5), (summary.Totals.Snapshots, summary.Totals.States, summary.Secrets, summary.Values));
        Assert.Equal((0, 0), (summary.Errors, summary.Warnings));
        Assert.Contains("2 snapshots with 5 secrets and 5 values", only.Message, StringComparison.Ordinal);
        Assert.EndsWith("no errors.", only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_value_is_said_once_for_all_snapshots_with_what_is_left()
    {
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        byte[][] values = SeedRandomValues(bed, 5);
        BackupResult first = await bed.BackupAsync();
        BackupResult second = await bed.BackupAsync();
        StoreDamage.Flip(bed.StoreFolder, values[3]);
        await using KlosetStore store = await bed.OpenStoreAgainAsync();

        List<CheckFinding> findings = await CheckAsync(store);

        CheckFinding loss = Assert.Single(findings, finding => finding.Lost.Count > 0);
        Assert.Equal((FindingSeverity.Error, "/f/s3@1"), (loss.Severity, loss.Target));
        Assert.Equal(["/f/s3@1"], loss.Lost);
        Assert.Equal([second.SnapshotId, first.SnapshotId], loss.Snapshots.Select(id => $"{id}"));
        Assert.Contains("can't be restored from 2 snapshots", loss.Message, StringComparison.Ordinal);
        Assert.Contains("4 other secrets there still restore.", loss.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", loss.Message, StringComparison.Ordinal);
        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Target.StartsWith("packfiles/", StringComparison.Ordinal));
        Assert.Equal(findings.Count(finding => finding.Severity == FindingSeverity.Error), findings[^1].Summary!.Errors);
    }

    [Fact]
    public async Task A_secret_that_another_snapshot_still_has_is_named_with_it()
    {
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        SeedRandomValues(bed, 2);
        EmulatedSecret secret = bed.Seed("/f", "described", [1]);
        secret.Description = Convert.ToBase64String(RandomBytes(7));
        BackupResult first = await bed.BackupAsync();
        byte[] before = Encoding.ASCII.GetBytes(secret.Description[500..564]);
        secret.Description = "another";
        BackupResult second = await bed.BackupAsync();
        StoreDamage.Flip(bed.StoreFolder, before);
        await using KlosetStore store = await bed.OpenStoreAgainAsync();

        CheckFinding loss = Assert.Single(await CheckAsync(store), finding => finding.Lost.Count > 0);

        Assert.Equal((first.SnapshotId, "/f/described"), ($"{Assert.Single(loss.Snapshots)}", Assert.Single(loss.Lost)));
        Assert.EndsWith($"Intact elsewhere: /f/described in snapshot {second.SnapshotId[..8]}.", loss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_snapshots_alone_are_checked()
    {
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        SeedRandomValues(bed, 2);
        BackupResult sound = await bed.BackupAsync();
        byte[] value = RandomBytes(99);
        bed.Seed("/f", "new", value);
        BackupResult damaged = await bed.BackupAsync();
        StoreDamage.Flip(bed.StoreFolder, value);
        await using KlosetStore store = await bed.OpenStoreAgainAsync();

        CheckFinding summary = Assert.Single(await CheckAsync(store, new CheckRequest { Snapshots = [Mac.Parse(sound.SnapshotId)] }));
        List<CheckFinding> findings = await CheckAsync(store, new CheckRequest { Snapshots = [Mac.Parse(damaged.SnapshotId)] });

        Assert.Equal((1, 0, 2), (summary.Summary!.Totals.Snapshots, summary.Summary.Totals.Packfiles, summary.Summary.Values));
        Assert.Equal(["/f/new@1"], Assert.Single(findings, finding => finding.Lost.Count > 0).Lost);
    }

    [Fact]
    public async Task The_structure_alone_finds_what_is_missing_but_not_what_is_damaged()
    {
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        byte[][] values = SeedRandomValues(bed, 3);
        await bed.BackupAsync();
        string packfile = StoreDamage.Flip(bed.StoreFolder, values[1]);
        var request = new CheckRequest { StructureOnly = true };
        await using (KlosetStore store = await bed.OpenStoreAgainAsync())
        {
            CheckFinding summary = Assert.Single(await CheckAsync(store, request));
            Assert.Contains("structure only", summary.Message, StringComparison.Ordinal);
            Assert.Equal((3, 3), (summary.Summary!.Secrets, summary.Summary.Values));
        }

        File.Delete(packfile);
        await using KlosetStore incomplete = await bed.OpenStoreAgainAsync();
        List<CheckFinding> findings = await CheckAsync(incomplete, request);

        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Message.Contains("is missing", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Lost.Count > 0);
    }

    [Fact]
    public async Task A_snapshot_that_can_not_be_read_at_all_is_lost_as_a_whole()
    {
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        bed.Seed("/", "a", [1]);
        BackupResult result = await bed.BackupAsync();
        foreach (string packfile in Directory.GetFiles(Path.Combine(bed.StoreFolder, "packfiles"), "*", SearchOption.AllDirectories))
        {
            File.Delete(packfile);
        }

        await using KlosetStore store = await bed.OpenStoreAgainAsync();
        CheckFinding loss = Assert.Single(await CheckAsync(store), finding => finding.Lost.Count > 0);

        Assert.Equal((FindingSeverity.Error, $"snapshot {result.SnapshotId}"), (loss.Severity, loss.Target));
        Assert.Equal(["/"], loss.Lost);
        Assert.Contains("Nothing of it can be restored", loss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_counts_other_secrets_than_the_tree_has_is_an_error()
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        Dictionary<string, string> files = StoreBed.SoundFiles();
        files["/manifest.json"] = """{"counts":{"live_secrets":2,"secrets":2,"values":1,"versions":1},"format":"scw-secrets/1","project_id":"p","region":"fr-par"}""";
        SnapshotHeader header = await bed.WriteAsync(files);

        CheckFinding finding = Assert.Single(await CheckAsync(bed.Store), finding => finding.Summary is null);

        Assert.Equal((FindingSeverity.Error, $"snapshot {header.Id}"), (finding.Severity, finding.Target));
        Assert.Contains("2 secrets by the manifest, 1 in the tree", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/s/@secret.json", "{}", "/s")]
    [InlineData("/s/@versions/1.json", "{}", "/s")]
    [InlineData("/s/@versions/1", "longer than its metadata says", "/s")]
    [InlineData("/s/@versions/2", "without metadata", "/s")]
    public async Task Documents_and_values_that_do_not_belong_together_lose_their_secret(string path, string content, string lost)
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        Dictionary<string, string> files = StoreBed.SoundFiles();
        files[path] = content;
        await bed.WriteAsync(files);

        CheckFinding loss = Assert.Single(await CheckAsync(bed.Store), finding => finding.Severity == FindingSeverity.Error);

        Assert.Equal([lost], loss.Lost);
        Assert.Contains("0 other secrets there still restore", loss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checksum_that_does_not_fit_is_a_warning_because_nobody_knows_its_polynomial()
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        Dictionary<string, string> files = StoreBed.SoundFiles();
        files["/manifest.json"] = """{"counts":{"live_secrets":1,"secrets":1,"values":1,"versions":1},"format":"scw-secrets/1","project_id":"p","region":"fr-par"}""";
        files["/s/@versions/1.json"] = files["/s/@versions/1.json"].Replace("\"revision\"", "\"data_crc32\":7,\"revision\"", StringComparison.Ordinal);
        await bed.WriteAsync(files);

        CheckFinding finding = Assert.Single(await CheckAsync(bed.Store), finding => finding.Summary is null);

        Assert.Equal((FindingSeverity.Warning, "/s@1"), (finding.Severity, finding.Target));
        Assert.Empty(finding.Lost);
    }

    [Fact]
    public async Task A_foreign_snapshot_is_checked_against_the_format_alone()
    {
        await using StoreBed bed = await StoreBed.StartAsync();
        await bed.WriteAsync(new() { ["/a/@secret.json"] = "no document" }, type: "fs", directory: "/a");
        await bed.WriteAsync(new() { ["/a/@secret.json"] = "no document" });

        CheckFinding only = Assert.Single(await CheckAsync(bed.Store));

        Assert.Equal((2, 0), (only.Summary!.Totals.Snapshots, only.Summary.Secrets));
    }

    [Fact]
    public async Task Progress_names_every_stage_and_comes_to_its_end()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "a", [1]);
        await bed.BackupAsync();
        var progress = new ProgressLog();

        await new CheckRunner(bed.Store, TimeProvider.System).RunAsync(new CheckRequest(), progress, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(["Checking states", "Checking packfiles", "Checking snapshots", "Checking secrets"], progress.Reports.Select(record => record.Stage).Distinct());
        Assert.All(progress.Reports.GroupBy(record => record.Stage), stage => Assert.Equal(stage.Last().Total, stage.Last().Completed));
    }

    private static byte[][] SeedRandomValues(TestBed bed, int count)
    {
        byte[][] values = [.. Enumerable.Range(0, count).Select(RandomBytes)];
        for (int i = 0; i < count; i++)
        {
            bed.Seed("/f", $"s{i}", values[i]);
        }

        return values;
    }

    private static byte[] RandomBytes(int seed)
    {
        byte[] bytes = new byte[3000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static Task<List<CheckFinding>> CheckAsync(KlosetStore store, CheckRequest? request = null) =>
        new CheckRunner(store, TimeProvider.System).RunAsync(request ?? new CheckRequest(), null, Cancellation).ToListAsync(Cancellation).AsTask();
}
