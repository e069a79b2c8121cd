using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>Test-ScwStore and Test-ScwSnapshot.</summary>
public sealed class CheckTests : PlaygroundTest
{
    private const int DataError = 65;

    [Fact]
    public void A_sound_store_passes_with_one_finding_that_sums_up()
    {
        Playground.Add("/prod", "password", "one", "two");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);

        PSObject finding = Session.Invoke("Test-ScwStore", new() { ["Store"] = store }).Single;

        Assert.Equal("Information", $"{Get(finding, "Severity")}");
        Assert.Equal($"{store}", Get(finding, "Target"));
        Assert.Equal(0, Get(finding, "ExitCode"));
        var summary = PSObject.AsPSObject(Get(finding, "Summary")!);
        Assert.Equal((true, 1, 1, 2), (Get(summary, "Passed"), Get(summary, "Snapshots"), Get(summary, "Secrets"), Get(summary, "Values")));
    }

    [Fact]
    public void A_missing_packfile_is_an_error_with_what_is_lost_and_an_exit_code()
    {
        Playground.Add("/prod", "password", "one");
        PSObject store = Playground.NewPlaintextStore();
        string id = (string)Get(Playground.Backup(store), "SnapshotId")!;
        Assert.All(StoreFiles(store, "packfiles"), File.Delete);

        Invocation check = Session.Invoke("Test-ScwStore", new() { ["Store"] = $"{store}" });

        Assert.Empty(check.Errors);
        Assert.Contains(check.Output, finding => $"{Get(finding, "Severity")}" == "Error" && ((string)Get(finding, "Target")!).StartsWith("packfiles/", StringComparison.Ordinal));
        PSObject loss = Assert.Single(check.Output, finding => ((IReadOnlyList<string>)Get(finding, "Lost")!).Count > 0);
        Assert.Equal([id], (IReadOnlyList<string>)Get(loss, "Snapshots")!);
        Assert.Equal(DataError, Get(loss, "ExitCode"));
        Assert.Equal(DataError, Get(check.Output[^1], "ExitCode"));
        Assert.Equal("Information", $"{Get(check.Output[^1], "Severity")}");
    }

    [Fact]
    public void A_damaged_state_keeps_the_store_closed_but_not_from_being_checked()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);

        // The later snapshot relies on what the state of the earlier one says, not the other way round.
        string later = (string)Get(Playground.Backup(store), "SnapshotId")!;
        string damaged = Assert.Single(StoreFiles(store, "states"), file => Path.GetFileName(file) == later);
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^1]);

        Invocation opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = $"{store}", ["NoCache"] = true });
        Invocation check = Session.Invoke("Test-ScwStore", new() { ["Store"] = $"{store}" });

        Assert.StartsWith("StoreDamaged,", opened.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Null(check.TerminatingError);
        PSObject error = Assert.Single(check.Output, finding => $"{Get(finding, "Severity")}" == "Error");
        Assert.EndsWith(Path.GetFileName(damaged), (string)Get(error, "Target")!, StringComparison.Ordinal);
        Assert.Equal(1, Get(PSObject.AsPSObject(Get(check.Output[^1], "Summary")!), "Snapshots"));
    }

    [Fact]
    public void Snapshots_come_down_the_pipeline_by_id_by_prefix_or_are_the_latest()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        PSObject first = Playground.Backup(store);
        Playground.Backup(store);
        IReadOnlyList<PSObject> snapshots = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output;

        Assert.Equal(2, SnapshotsChecked(Session.Invoke("Test-ScwSnapshot", new() { ["Store"] = store }, snapshots)));
        Assert.Equal(1, SnapshotsChecked(Session.Invoke("Test-ScwSnapshot", new() { ["Store"] = store }, [first])));
        Assert.Equal(1, SnapshotsChecked(Session.Invoke("Test-ScwSnapshot", new() { ["Store"] = store })));
        Assert.Equal(1, SnapshotsChecked(Session.Invoke("Test-ScwSnapshot", new() { ["Store"] = store, ["Snapshot"] = $"{Get(first, "SnapshotId")}"[..8], ["Fast"] = true })));
        ErrorRecord error = Assert.Single(Session.Invoke("Test-ScwSnapshot", new() { ["Store"] = store, ["Snapshot"] = "0123456789" }).Errors);
        Assert.StartsWith("SnapshotNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_answers_with_a_truth_value_and_fast_passes_over_content()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);

        Assert.Equal(true, Session.Invoke("Test-ScwStore", new() { ["Store"] = store, ["Quiet"] = true }).Single.BaseObject);
        Assert.All(StoreFiles(store, "packfiles"), FlipFirstBlobByte);
        Assert.Equal(true, Session.Invoke("Test-ScwStore", new() { ["Store"] = store, ["Quiet"] = true, ["Fast"] = true }).Single.BaseObject);
        Assert.Equal(false, Session.Invoke("Test-ScwStore", new() { ["Store"] = store, ["Quiet"] = true }).Single.BaseObject);
    }

    [Fact]
    public void The_first_finding_is_enough_for_a_pipeline_that_wants_no_more()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        Assert.All(StoreFiles(store, "packfiles"), File.Delete);

        // break leaves the pipeline with an exception out of WriteObject, as Select-Object -First does.
        Invocation first = Session.Script("foreach ($once in 1) { Test-ScwStore $store | ForEach-Object { \"$($_.Target)\"; break } }", new() { ["store"] = store });

        Assert.StartsWith("packfiles/", $"{Assert.Single(first.Output)}", StringComparison.Ordinal);
        Assert.Empty(first.Errors);
    }

    // The first blob is padding: random bytes that nobody reads, covered by the name and HMAC of the packfile alone.
    private static void FlipFirstBlobByte(string packfile)
    {
        byte[] content = File.ReadAllBytes(packfile);
        content[16] ^= 1;
        File.WriteAllBytes(packfile, content);
    }

    private static int SnapshotsChecked(Invocation check)
    {
        Assert.Empty(check.Errors);
        return (int)Get(PSObject.AsPSObject(Get(Assert.Single(check.Output), "Summary")!), "Snapshots")!;
    }

    private static string[] StoreFiles(PSObject store, string area) => Directory.GetFiles(Path.Combine($"{store}", area), "*", SearchOption.AllDirectories);
}
