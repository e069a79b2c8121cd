using System.Management.Automation;
using System.Management.Automation.Internal;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Apps;

/// <summary>Commands that are given a registered source or destination instead of a project, a region and a key.</summary>
public sealed class SourceAndDestinationTests : PlaygroundTest
{
    private static readonly string[] Classes = ["critical", "PII"];

    private readonly AppsFile _file = new();

    public override async ValueTask DisposeAsync()
    {
        _file.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public void A_backup_of_a_source_carries_its_name_its_attributes_and_its_data_set()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        string dataset = Guid.NewGuid().ToString();
        RegisterByVariables("Source", ("Environment", "production"), ("DataClass", Classes), ("Dataset", dataset));

        PSObject result = Session.Invoke("Backup-ScwSecret", new() { ["Source"] = "app", ["Store"] = store }).Single;
        Session.Invoke("Backup-ScwSecret", new() { ["Source"] = "app", ["Store"] = store, ["SnapshotName"] = "special", ["Environment"] = "test" });

        Assert.Equal($"{Playground.SourceRegion}/{Playground.SourceProject}", Get(result, "Origin"));
        IReadOnlyList<PSObject> snapshots = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output;
        Assert.Equal(["special", "app"], snapshots.Select(snapshot => Get(snapshot, "Name")));
        Assert.Equal(["test", "production"], snapshots.Select(snapshot => Get(snapshot, "Environment")));
        Assert.All(snapshots, snapshot => Assert.Equal(dataset, Get(snapshot, "Dataset")));
        Assert.All(snapshots, snapshot => Assert.Equal(Classes, (IEnumerable<string>)Get(snapshot, "DataClasses")!));
    }

    [Fact]
    public void Sources_go_down_the_pipeline_with_one_result_each_and_a_failing_one_stops_no_other()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        RegisterByVariables("Source");
        _file.SetVariable("DEAD_SECRET", Guid.NewGuid().ToString());
        Register("Source", ("Name", "a-dead-one"), ("SecretKeyVariable", "DEAD_SECRET"));

        Invocation backup = Session.Script("Get-ScwSource | Backup-ScwSecret -Store $store", new() { ["store"] = store });

        Assert.Equal(2, backup.Output.Count);
        Assert.StartsWith("AuthenticationDenied,", Assert.Single(backup.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("app", Get(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single, "Name"));
    }

    [Fact]
    public void A_restore_goes_to_the_destination()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        RegisterByVariables("Destination", ("ProjectId", Playground.TargetProject), ("Region", Playground.TargetRegion));

        Invocation restored = Session.Invoke("Restore-ScwSecret", new() { ["Destination"] = "app", ["Store"] = store, ["Confirm"] = false });

        Assert.Null(restored.TerminatingError);
        Assert.Equal("token", Assert.Single(Playground.Target).Name);
    }

    [Fact]
    public void The_keys_of_whoever_runs_the_command_never_stand_in_for_those_of_the_source()
    {
        Playground.Add("/", "token", "one");
        string callers = Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]);
        _file.SetVariable("SCW_SECRET_KEY", callers);
        _file.SetVariable("SCW_ACCESS_KEY", "SCWCALLERCALLERCALLE");
        RegisterByVariables("Source");
        Assert.Null(Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app" }).TerminatingError);

        Environment.SetEnvironmentVariable("APP_SECRET", null);
        ErrorRecord unset = Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app" }).TerminatingError!;
        Assert.StartsWith("CredentialsMissing,", unset.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("APP_SECRET", unset.Exception.Message, StringComparison.Ordinal);

        Register("Source", ("Profile", "backup"), ("Force", true));
        ErrorRecord profile = Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app" }).TerminatingError!;
        Assert.StartsWith("ProfileNotFound,", profile.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'app' can't be used as it is registered", profile.ErrorDetails.Message, StringComparison.Ordinal);

        Register("Source", ("Force", true));
        Assert.Null(Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app" }).TerminatingError);
    }

    [Fact]
    public void Parameters_win_over_what_is_registered()
    {
        Playground.Add("/", "token", "one");
        Register("Source", ("Profile", "no-such-profile"), ("ProjectId", Playground.TargetProject));

        Invocation listed = Session.Invoke("Get-ScwSecret", Playground.FromSource(("Source", "app")));

        Assert.Equal("token", Get(listed.Single, "Name"));
    }

    [Fact]
    public void A_vault_gives_the_key_through_Get_Secret_of_the_session()
    {
        Playground.Add("/", "token", "one");
        Register("Source", ("CredentialSecret", "Ops/scw/prod; throw 'injected'"));
        ErrorRecord missing = Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app" }).TerminatingError!;
        Assert.StartsWith("SecretManagementMissing,", missing.FullyQualifiedErrorId, StringComparison.Ordinal);

        string key = Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]);
        Session.Script(
            "function global:Get-Secret { param($Name, $Vault) $global:asked = \"$Vault|$Name\"; $global:answer }",
            new() { ["answer"] = new PSCredential(Playground.AccessKey, Playground.Secure(key)) });
        Assert.Equal("token", Get(Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app" }).Single, "Name"));
        Assert.Equal("Ops|scw/prod; throw 'injected'", Session.Script("$global:asked").Single.ToString());

        Session.Script("$global:answer = 'MARKED-TEXT'");
        ErrorRecord mismatch = Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app" }).TerminatingError!;
        Assert.StartsWith("VaultSecretMismatch,", mismatch.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKED-TEXT", $"{mismatch} {mismatch.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_lists_those_there_are()
    {
        Register("Source");

        ErrorRecord error = Session.Invoke("Get-ScwSecret", new() { ["Source"] = "other" }).TerminatingError!;

        Assert.StartsWith("SourceNotRegistered,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("app", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal((ErrorCategory.ObjectNotFound, "other"), (error.CategoryInfo.Category, error.TargetObject));
    }

    [Fact]
    public void A_destination_is_no_source()
    {
        RegisterByVariables("Destination");

        Assert.NotEmpty(Session.Script("Get-ScwSecret -Source (Get-ScwDestination app)").Errors);
        Assert.Empty(Playground.Emulator.Calls);
    }

    [Fact]
    public void The_access_of_a_source_is_told_without_reading_a_value()
    {
        Playground.Add("/", "token", "one");
        RegisterByVariables("Source", ("KeyExpiresAt", DateTimeOffset.UtcNow.AddDays(3)));

        Invocation tested = Session.Script("Get-ScwSource | Test-ScwAccess");

        Assert.Equal(["SecretManagerReadOnly: Yes", "SecretManagerSecretAccess: Unknown"], tested.Output.Select(check => check.ToString()));
        Assert.Contains("expires on", Assert.Single(tested.Of<WarningRecord>("Warning")).Message, StringComparison.Ordinal);
        Assert.Empty(Playground.ValueReads);
        Assert.Empty(Playground.Writes);
    }

    [Fact]
    public void Access_is_tested_ad_hoc_in_both_directions_and_a_canary_is_read_when_named()
    {
        Playground.Add("/", "token", "one");

        IReadOnlyList<PSObject> both = Session.Invoke("Test-ScwAccess", Playground.FromSource()).Output;
        IReadOnlyList<PSObject> deep = Session.Invoke("Test-ScwAccess", Playground.FromSource(("Direction", "Source"), ("Deep", true), ("Name", "token"))).Output;

        Assert.Equal(7, both.Count);
        Assert.Equal(["Yes", "Yes"], deep.Select(check => Get(check, "Granted")!.ToString()));
        Assert.Single(Playground.ValueReads);
        Assert.StartsWith("CanaryMissing,", Session.Invoke("Test-ScwAccess", Playground.FromSource(("Deep", true))).TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(
            "CanaryUnusable,",
            Session.Invoke("Test-ScwAccess", Playground.FromSource(("Deep", true), ("Name", "none"))).TerminatingError!.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_show_what_matters_in_80_columns()
    {
        RegisterByVariables("Source", ("Environment", "production"));
        Session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = "/backups/vault", ["PassphraseVariable"] = "VAULT" });

        Assert.Matches($"fr-par +{Playground.SourceProject} +production +app", Draw("Get-ScwSource"));
        Assert.Matches("vault +variable VAULT +/backups/vault", Draw("Get-ScwStore"));
        Assert.Matches("Source +SecretManagerReadOnly +True +Likely ", Draw("Test-ScwAccess -Source app"));

        string Draw(string command)
        {
            int start = Playground.Host.Recording.Text.Length;
            Session.Script($"{command} | Out-Default");
            return new StringDecorated(Playground.Host.Recording.Text[start..]).ToString(OutputRendering.PlainText);
        }
    }

    [Fact]
    public void A_source_whose_key_is_not_accepted_does_not_stop_the_others()
    {
        Playground.Add("/", "token", "one");
        RegisterByVariables("Source");
        _file.SetVariable("DEAD_SECRET", Guid.NewGuid().ToString());
        Register("Source", ("Name", "a-dead-one"), ("SecretKeyVariable", "DEAD_SECRET"));

        Invocation tested = Session.Script("Get-ScwSource | Test-ScwAccess");

        Assert.Equal(2, tested.Output.Count);
        Assert.StartsWith("AuthenticationDenied,", Assert.Single(tested.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_the_file_nor_a_stream_holds_a_key()
    {
        Playground.Add("/", "token", "one");
        RegisterByVariables("Source");
        string key = Environment.GetEnvironmentVariable("APP_SECRET")!;

        Invocation listed = Session.Invoke("Get-ScwSecret", new() { ["Source"] = "app", ["Verbose"] = true, ["Debug"] = true });
        Invocation sources = Session.Invoke("Get-ScwSource", new() { ["Verbose"] = true });

        Assert.NotEmpty(_file.Text);
        Assert.DoesNotContain(key, _file.Text, StringComparison.OrdinalIgnoreCase);
        Assert.All(listed.Records.Concat(sources.Records), record => Assert.DoesNotContain(key, PSSerializer.Serialize(record.Value, 6), StringComparison.OrdinalIgnoreCase));
    }

    private void RegisterByVariables(string noun, params (string Name, object? Value)[] more)
    {
        _file.SetVariable("APP_ACCESS", Playground.AccessKey);
        _file.SetVariable("APP_SECRET", Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]));
        Register(noun, [("AccessKeyVariable", "APP_ACCESS"), ("SecretKeyVariable", "APP_SECRET"), .. more]);
    }

    private void Register(string noun, params (string Name, object? Value)[] more)
    {
        Dictionary<string, object?> parameters = new()
        {
            ["Name"] = "app",
            ["ProjectId"] = Playground.SourceProject,
            ["Region"] = Playground.SourceRegion,
            ["ApiUrl"] = Playground.Emulator.BaseUrl,
        };
        foreach ((string name, object? value) in more)
        {
            parameters[name] = value;
        }

        Assert.Null(Session.Invoke($"Register-Scw{noun}", parameters).TerminatingError);
    }
}
