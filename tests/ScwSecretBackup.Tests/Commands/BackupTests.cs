using System.Management.Automation;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class BackupTests : PlaygroundTest
{
    [Fact]
    public void First_backup_reads_every_value_and_the_second_reads_none()
    {
        Playground.Add("/prod/db", "password", "one", "two");
        Playground.Add("/", "token", "three");
        PSObject store = Playground.NewPlaintextStore();

        PSObject first = Playground.Backup(store);
        Playground.Emulator.ClearCalls();
        PSObject second = Playground.Backup(store);

        Assert.Equal((2, 3, 3, 0), (Get(first, "SecretCount"), Get(first, "VersionCount"), Get(first, "ValuesRead"), Get(first, "ExitCode")));
        Assert.Equal((0, 3, "Complete"), (Get(second, "ValuesRead"), Get(second, "ValuesReused"), $"{Get(second, "Status")}"));
        Assert.Empty(Playground.ValueReads);
        Assert.Matches("^[0-9a-f]{64}$", (string)Get(second, "SnapshotId")!);
    }

    [Fact]
    public void Labels_are_on_the_snapshot()
    {
        Playground.Add("/", "token", "value");
        PSObject store = Playground.NewPlaintextStore();
        string[] classes = ["critical", "PII"];
        string[] tags = ["a", "b"];

        Session.Invoke("Backup-ScwSecret", Playground.FromSource(
            ("Store", store), ("SnapshotName", "nightly"), ("Environment", "production"), ("DataClass", classes), ("Label", tags), ("Job", "job-7"), ("Perimeter", "acme")));
        PSObject snapshot = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single;

        Assert.Equal(("nightly", "production", "job-7"), (Get(snapshot, "Name"), Get(snapshot, "Environment"), Get(snapshot, "Job")));
        Assert.Equal("acme", Get(snapshot, "Perimeter"));
        Assert.Equal(classes, (IEnumerable<string>)Get(snapshot, "DataClasses")!);
        Assert.Equal(tags, (IEnumerable<string>)Get(snapshot, "Tags")!);
        Assert.Equal($"{Playground.SourceRegion}/{Playground.SourceProject}", Get(snapshot, "Origin"));
    }

    [Fact]
    public void WhatIf_writes_the_plan_and_nothing_else()
    {
        EmulatedSecret secret = Playground.Add("/prod", "password", "one", "two");
        secret.Versions[0].Status = "disabled";
        PSObject store = Playground.NewPlaintextStore();
        string folder = (string)Get(store, "Location")!;
        IReadOnlyList<string> before = TemporaryFolder.Fingerprint(folder);

        Invocation plan = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("WhatIf", true)));

        Assert.Equal(["MetadataOnly /prod/password@1", "Read /prod/password@2"], plan.Output.Select(item => $"{item}"));
        Assert.Empty(Playground.ValueReads);
        Assert.Empty(Playground.Writes);
        Assert.Equal(before, TemporaryFolder.Fingerprint(folder));
        Assert.Contains("read 1 value", Playground.Host.Recording.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_can_not_be_read_is_one_error_and_the_rest_is_kept()
    {
        EmulatedSecret denied = Playground.Add("/prod", "denied", "one");
        Playground.Add("/prod", "granted", "two");
        Playground.Emulator.State.DenyAccess(denied.Id);
        PSObject store = Playground.NewPlaintextStore();

        Invocation backup = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store)));

        ErrorRecord error = Assert.Single(backup.Errors);
        Assert.StartsWith("PermissionDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("/prod/denied@1", error.TargetObject);
        PSObject result = Assert.Single(backup.Output);
        Assert.Equal(("Partial", 1, 1), ($"{Get(result, "Status")}", Get(result, "ExitCode"), Get(result, "ValuesRead")));
        Assert.Equal("Output", backup.Records.First(record => record.Stream is "Output" or "Error").Stream);
    }

    [Fact]
    public void An_empty_project_is_refused_until_the_user_insists()
    {
        PSObject store = Playground.NewPlaintextStore();

        Invocation refused = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store)));
        Invocation accepted = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("AllowShrink", true)));

        ErrorRecord error = Assert.Single(refused.Errors);
        Assert.StartsWith("SourceShrunk,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("AllowShrink", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(("Failed", 1), ($"{Get(Assert.Single(refused.Output), "Status")}", Get(refused.Output[0], "ExitCode")));
        Assert.Equal(0, Get(accepted.Single, "SecretCount"));
    }

    [Fact]
    public void Single_access_versions_are_read_only_after_a_second_question()
    {
        EmulatedSecret secret = Playground.Add("/", "once", "value");
        secret.Versions[0].ExpiresOnceAccessed = true;
        secret.Versions[0].EphemeralAction = "disable";
        PSObject store = Playground.NewPlaintextStore();
        Playground.Host.Recording.Choice = 1;

        Invocation declined = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("IncludeSingleAccess", true)));

        Assert.Contains("destroys", Assert.Single(Playground.Host.Recording.Choices), StringComparison.Ordinal);
        Assert.Empty(declined.Output);
        Assert.Empty(Playground.ValueReads);

        PSObject forced = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("IncludeSingleAccess", true), ("Force", true))).Single;

        Assert.Single(Playground.Host.Recording.Choices);
        Assert.Equal(1, Get(forced, "ValuesRead"));
    }

    [Theory]
    [InlineData("IncludeSingleAccess", true)]
    [InlineData("DisabledVersion", "TemporarilyEnable")]
    public void A_plan_that_changes_nothing_at_the_source_asks_nothing(string parameter, object value)
    {
        Playground.Add("/", "token", "value");
        PSObject store = Playground.NewPlaintextStore();

        PSObject result = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), (parameter, value))).Single;

        Assert.Equal("Complete", $"{Get(result, "Status")}");
        Assert.Empty(Playground.Host.Recording.Choices);
    }

    [Fact]
    public void The_plan_is_told_once_and_what_stays_out_by_rule_is_told_with_its_reason()
    {
        EmulatedSecret secret = Playground.Add("/", "token", "one", "two");
        secret.Versions[0].Status = "disabled";
        PSObject store = Playground.NewPlaintextStore();

        Invocation backup = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Verbose", true)));

        string[] lines = [.. backup.Of<VerboseRecord>("Verbose").Select(record => record.Message)];
        Assert.Single(lines, line => line.Contains("read 1 value", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Without its value, as the rules have it: /token@1", StringComparison.Ordinal));
        Assert.Equal(("Complete", 0), ($"{Get(backup.Single, "Status")}", Get(backup.Single, "ExitCode")));
    }

    [Fact]
    public void Confirm_asks_with_what_the_plan_would_do()
    {
        Playground.Add("/prod", "password", "one", "two");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Host.Recording.Choice = 2; // No

        Invocation declined = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Confirm", true)));

        string question = Assert.Single(Playground.Host.Recording.Choices);
        Assert.Contains($"Back up 1 secret of {Playground.SourceRegion}/{Playground.SourceProject} into {Get(store, "Location")}: read 2 values. Go on?", question, StringComparison.Ordinal);
        Assert.Empty(declined.Output);
        Assert.Empty(Playground.ValueReads);
    }

    [Fact]
    public void Where_nobody_can_be_asked_single_access_versions_need_Force()
    {
        EmulatedSecret secret = Playground.Add("/", "once", "value");
        secret.Versions[0].ExpiresOnceAccessed = true;
        secret.Versions[0].EphemeralAction = "disable";
        string path = Playground.Folder.Fresh();
        using var unattended = PowerShellHost.WithModule();
        PSObject store = unattended.Invoke("New-ScwStore", new() { ["Path"] = path, ["Plaintext"] = true }).Single;

        ErrorRecord error = unattended.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("IncludeSingleAccess", true))).TerminatingError!;

        Assert.StartsWith("ConfirmationRequired,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Playground.ValueReads);
    }
}
