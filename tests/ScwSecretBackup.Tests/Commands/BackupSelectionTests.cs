using System.Management.Automation;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>Which secrets of which projects a backup takes.</summary>
public sealed class BackupSelectionTests : PlaygroundTest
{
    private const string OtherRegion = "pl-waw";

    [Fact]
    public void Restoring_the_latest_snapshot_warns_when_it_is_of_a_part_of_the_project()
    {
        Playground.Add("/", "token", "one");
        Playground.Add("/", "other", "two");
        PSObject store = Playground.NewPlaintextStore();
        PSObject partial = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Name", "token"))).Single;

        Invocation latest = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store)));
        Invocation chosen = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("Snapshot", Get(partial, "SnapshotId"))));

        Assert.Contains("of a part of its source only (", Assert.Single(latest.Of<WarningRecord>("Warning")).Message, StringComparison.Ordinal);
        Assert.Empty(chosen.Of<WarningRecord>("Warning"));
    }

    [Fact]
    public void Parameters_select_secrets_and_versions_and_the_snapshot_says_so()
    {
        Playground.Add("/prod/db", "password", "one", "two").Tags = ["critical"];
        Playground.Add("/prod/db", "token", "three");
        Playground.Add("/", "other", "four");
        PSObject store = Playground.NewPlaintextStore();

        PSObject result = Session.Invoke("Backup-ScwSecret", Playground.FromSource(
            ("Store", store), ("Folder", "/prod"), ("Recurse", true), ("Tag", "critical"), ("Version", "Latest"))).Single;
        PSObject snapshot = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single;
        Invocation items = Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store });

        const string Filter = "folder and below /prod, tag critical, latest version";
        Assert.Equal(("Complete", Filter, true), ($"{Get(result, "Status")}", Get(result, "Filter"), Get(result, "IsPartial")));
        Assert.Equal((Filter, true), (Get(snapshot, "Filter"), Get(snapshot, "IsPartial")));
        Assert.Equal(
            ["/prod/db/password@1 MetadataOnly left out by the version selection", "/prod/db/password@2 Captured "],
            items.Output.Select(item => $"{item} {Get(item, "Captured")} {Get(item, "Reason")}"));
        Assert.Single(Playground.ValueReads);
    }

    [Fact]
    public void A_whole_backup_has_no_filter()
    {
        Playground.Add("/", "token", "one");
        PSObject result = Playground.Backup(Playground.NewPlaintextStore());

        Assert.Equal(("", false), (Get(result, "Filter"), Get(result, "IsPartial")));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_the_others_are_kept()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        string[] names = ["token", "absent", "none*"];

        Invocation backup = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Name", names)));

        Assert.Equal(("Partial", 1, 1), ($"{Get(Assert.Single(backup.Output), "Status")}", Get(backup.Output[0], "ExitCode"), Get(backup.Output[0], "SecretCount")));
        ErrorRecord error = Assert.Single(backup.Errors);
        Assert.StartsWith("SecretNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("absent", error.TargetObject);
    }

    [Fact]
    public void Secrets_come_through_the_pipeline_and_are_looked_up_again()
    {
        Playground.Add("/", "token", "one");
        Playground.Add("/", "other", "two");
        EmulatedSecret gone = Playground.Add("/", "gone", "three");
        gone.TimeToLive = "3600s";
        PSObject store = Playground.NewPlaintextStore();
        IReadOnlyList<PSObject> secrets = Session.Invoke("Get-ScwSecret", Playground.FromSource(("Exclude", "/other"))).Output;
        DeleteAtOnce(gone);

        Invocation backup = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store)), secrets);

        Assert.Equal(("Partial", 1, "2 secrets by id"), ($"{Get(Assert.Single(backup.Output), "Status")}", Get(backup.Output[0], "SecretCount"), Get(backup.Output[0], "Filter")));
        Assert.Equal(gone.Id, Assert.Single(backup.Errors).TargetObject);
        Assert.Equal("/token@1", $"{Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store }).Single}");
    }

    [Fact]
    public void An_empty_pipeline_backs_up_nothing()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();

        Invocation backup = Session.Script("@() | Backup-ScwSecret @parameters", new() { ["parameters"] = new System.Collections.Hashtable(Playground.FromSource(("Store", store))) });

        Assert.Empty(backup.Output);
        Assert.Empty(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output);
    }

    [Fact]
    public void Several_projects_and_regions_give_one_result_each_and_one_that_fails_stops_none()
    {
        Playground.Add("/", "token", "one");
        EmulatedSecret denied = Playground.Emulator.State.AddSecret(Playground.SourceProject, OtherRegion, "/", "denied");
        Playground.Emulator.State.AddVersion(denied, "two"u8.ToArray());
        Playground.Emulator.State.DenyAccess(denied.Id);
        EmulatedSecret other = Playground.Emulator.State.AddSecret(Playground.TargetProject, Playground.SourceRegion, "/", "other");
        Playground.Emulator.State.AddVersion(other, "three"u8.ToArray());

        Invocation backup = BackUpAll(whatIf: false);

        Assert.Null(backup.TerminatingError);
        Assert.Equal(
            [$"Complete 0 {Playground.SourceRegion}/{Playground.SourceProject}", $"Failed 77 {OtherRegion}/{Playground.SourceProject}", $"Complete 0 {Playground.SourceRegion}/{Playground.TargetProject}"],
            backup.Output.Select(result => $"{Get(result, "Status")} {Get(result, "ExitCode")} {Get(result, "Origin")}"));
        ErrorRecord error = Assert.Single(backup.Errors);
        Assert.StartsWith("PermissionDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"{OtherRegion}/{Playground.SourceProject}", error.TargetObject);
        Assert.Equal(error.ErrorDetails.Message, Get(backup.Output[1], "Error"));
    }

    [Fact]
    public void WhatIf_writes_the_plan_of_all_of_them()
    {
        Playground.Add("/", "token", "one");
        foreach ((string project, string region) in new[] { (Playground.SourceProject, OtherRegion), (Playground.TargetProject, Playground.SourceRegion) })
        {
            Playground.Emulator.State.AddVersion(Playground.Emulator.State.AddSecret(project, region, "/", "other"), "two"u8.ToArray());
        }

        Invocation plans = BackUpAll(whatIf: true);

        Assert.Equal(["Read /token@1", "Read /other@1", "Read /other@1"], plans.Output.Select(item => $"{item}"));
        Assert.Equal([Playground.SourceRegion, OtherRegion, Playground.SourceRegion], plans.Output.Select(item => Get(item, "Region")));
        Assert.Empty(Playground.ValueReads);
    }

    [Theory]
    [InlineData(0, "Partial", 0)]
    [InlineData(1, null, 0)]
    [InlineData(2, "Complete", 2)]
    public void Disabled_versions_are_enabled_only_with_consent(int answer, string? status, int writes)
    {
        EmulatedSecret secret = Playground.Add("/", "token", "one", "two");
        secret.Versions[0].Status = "disabled";
        PSObject store = Playground.NewPlaintextStore();
        Playground.Host.Recording.Choice = 1;
        string key = Playground.Emulator.State.AddKey(answer == 0 ? ["SecretManagerReadOnly", "SecretManagerSecretAccess"] : ["SecretManagerFullAccess"]);

        Invocation backup = Session.Invoke("Backup-ScwSecret", Playground.Cloud(
            Playground.SourceProject, Playground.SourceRegion, key, ("Store", store), ("DisabledVersion", "TemporarilyEnable"), ("Force", answer != 1)));

        Assert.Equal(status, backup.Output.Count == 0 ? null : $"{Get(backup.Output[0], "Status")}");
        Assert.Equal(writes, Playground.Emulator.Calls.Count(call => call is { Operation: "EnableVersion" or "DisableVersion", Status: 200 }));
        Assert.Equal("disabled", secret.Versions[0].Status);
        Assert.Equal(answer == 0 ? ["PermissionDenied"] : [], backup.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(answer == 1 ? 1 : 0, Playground.Host.Recording.Choices.Count);
    }

    /// <summary>An ephemeral secret has no waiting time.</summary>
    private void DeleteAtOnce(EmulatedSecret secret)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(Playground.Emulator.BaseUrl, $"/secret-manager/v1beta1/regions/{secret.Region}/secrets/{secret.Id}"));
        request.Headers.Add("X-Auth-Token", Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]));
        http.Send(request, TestContext.Current.CancellationToken).EnsureSuccessStatusCode();
    }

    private Invocation BackUpAll(bool whatIf) => Session.Script(
        """
        @(
            [pscustomobject]@{ ProjectId = $first.ProjectId; Region = $first.Region }
            [pscustomobject]@{ ProjectId = $first.ProjectId; Region = $otherRegion }
            [pscustomobject]@{ Project = $otherProject; Region = $first.Region }
        ) | Backup-ScwSecret -Store $store -Credential $first.Credential -ApiUrl $first.ApiUrl -WhatIf:$whatIf
        """,
        new()
        {
            ["first"] = Playground.FromSource(),
            ["otherRegion"] = OtherRegion,
            ["otherProject"] = Playground.TargetProject,
            ["store"] = Playground.NewPlaintextStore(),
            ["whatIf"] = whatIf,
        });
}
