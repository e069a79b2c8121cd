using System.Management.Automation;
using System.Net;
using System.Security;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Samples;

/// <summary>The runbooks, run as they are.</summary>
public sealed class RunbookTests : PlaygroundTest
{
    private static readonly string[] Critical = ["critical"];

    private readonly AppsFile _file = new();

    public override async ValueTask DisposeAsync()
    {
        _file.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public void First_evening_checks_the_key_backs_up_and_checks_the_snapshot()
    {
        Playground.Add("/prod", "password", "one", "two");
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion, ("Environment", "production"));
        RegisterStore("vault");

        Runbook evening = Run("first-evening.ps1", ("Source", "prod"), ("Store", "vault"));

        Assert.Equal(0, evening.ExitCode);
        PSObject result = Assert.Single(evening.Of("ScwBackupResult"));
        Assert.Equal((2, "Complete"), ((int)Get(result, "ValuesRead")!, $"{Get(result, "Status")}"));
        Assert.Equal(2, evening.Of("ScwBackupPlanItem").Count());

        Playground.Emulator.State.RevokePermissions(Key("prod"));
        Assert.Equal(77, Run("first-evening.ps1", ("Source", "prod"), ("Store", "vault")).ExitCode);
    }

    [Fact]
    public void Nightly_backup_goes_on_after_a_source_that_failed_and_says_so()
    {
        EmulatedSecret secret = Playground.Add("/prod", "password", "one");
        Register("Source", "broken", Playground.TargetProject, Playground.TargetRegion);
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion);
        Playground.Emulator.State.ExpireKey(Key("broken"));
        RegisterStore("vault");

        Runbook first = Run("nightly-backup.ps1", ("Store", "vault"));
        Playground.Emulator.State.AddVersion(secret, "two"u8.ToArray());
        Runbook second = Run("nightly-backup.ps1", ("Store", "vault"), ("Source", "pro*"));

        Assert.Equal((77, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(["Failed", "Complete"], first.Of("ScwBackupResult").Select(result => $"{Get(result, "Status")}"));
        Assert.StartsWith("AuthenticationDenied,", Assert.Single(first.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, Get(Assert.Single(second.Of("ScwBackupResult")), "ValuesRead"));
    }

    [Fact]
    public void Nightly_backup_without_a_source_is_a_failure()
    {
        RegisterStore("vault");

        Runbook night = Run("nightly-backup.ps1", ("Store", "vault"));

        Assert.Equal(64, night.ExitCode);
        Assert.Contains("nothing was backed up", Assert.Single(night.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_changed_it_shows_the_change_and_puts_the_old_value_back_once()
    {
        EmulatedSecret secret = Playground.Add("/prod/db", "password", "good");
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion);
        Register("Destination", "prod", Playground.SourceProject, Playground.SourceRegion);
        RegisterStore("vault");
        Run("nightly-backup.ps1", ("Store", "vault"));
        Playground.Emulator.State.AddVersion(secret, "bad"u8.ToArray());
        (string, object?)[] where = [("Source", "prod"), ("Store", "vault"), ("Folder", "/prod/db")];

        Runbook shown = Run("who-changed-it.ps1", where);
        Runbook putBack = Run("who-changed-it.ps1", [.. where, .. PutBack()]);
        Runbook again = Run("who-changed-it.ps1", [.. where, .. PutBack()]);

        Assert.Equal(["Version /prod/db/password version", "Value /prod/db/password value"], shown.Of("ScwDifference").Select(item => $"{item}"));
        Assert.Equal("NewVersion", $"{Get(Assert.Single(putBack.Of("ScwRestoreResult")), "Action")}");
        Assert.Equal("Unchanged", $"{Get(Assert.Single(again.Of("ScwRestoreResult")), "Action")}");
        Assert.Equal(["good", "bad", "good"], secret.Versions.Select(version => System.Text.Encoding.UTF8.GetString(version.Data)));

        static (string, object?)[] PutBack() => [("Name", "password"), ("PutBack", true), ("Destination", "prod"), ("Confirm", false)];
    }

    [Fact]
    public void A_deleted_folder_comes_back_recovered_or_created()
    {
        EmulatedSecret waiting = Playground.Add("/staging", "waiting", "one", "two");
        EmulatedSecret erased = Playground.Add("/staging/deep", "erased", "three");
        EmulatedSecret other = Playground.Add("/prod", "other", "four");
        Register("Source", "staging", Playground.SourceProject, Playground.SourceRegion);
        Register("Destination", "staging", Playground.SourceProject, Playground.SourceRegion);
        RegisterStore("vault");
        Run("nightly-backup.ps1", ("Store", "vault"));
        waiting.DeletionRequestedAt = DateTimeOffset.UtcNow;
        erased.DeletionRequestedAt = DateTimeOffset.UtcNow.AddDays(-8);

        Runbook recovery = Run("recover-deleted-folder.ps1", ("Store", "vault"), ("Destination", "staging"), ("Folder", "/staging"), ("Confirm", false));

        Assert.Equal(0, recovery.ExitCode);
        Assert.Equal(["Create", "Recover"], recovery.Of("ScwRestoreResult").Select(result => $"{Get(result, "Action")}").Order(StringComparer.Ordinal));
        Assert.Null(waiting.DeletionRequestedAt);
        Assert.Equal(["erased", "other", "waiting"], Playground.Source.Select(secret => secret.Name).Order(StringComparer.Ordinal));
        Assert.Single(other.Versions);
    }

    [Fact]
    public void A_drill_restores_reads_back_and_compares()
    {
        Playground.Add("/prod", "password", "one", "two");
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion);
        Register("Destination", "drill", Playground.TargetProject, Playground.TargetRegion);
        RegisterStore("vault");
        Run("nightly-backup.ps1", ("Store", "vault"));
        string evidence = Playground.Folder.Fresh();

        Runbook drill = Run("restore-drill.ps1", ("Store", "vault"), ("Destination", "drill"), ("Evidence", evidence));
        Playground.Target[0].Versions[1].Data = [9];
        Runbook tampered = Run("restore-drill.ps1", ("Store", "vault"), ("Destination", "drill"));

        Assert.Equal(0, drill.ExitCode);
        Assert.Equal("Read", $"{Get(Assert.Single(drill.Of("ScwRestoreResult")), "Verified")}");
        Assert.True(File.Exists(Path.Combine(evidence, "results.csv")));
        Assert.Equal(1, tampered.ExitCode);
    }

    [Fact]
    public void A_migration_is_planned_reviewed_and_run_and_running_it_again_doubles_nothing()
    {
        Playground.Add("/prod", "password", "MARKED-one", "MARKED-two");
        Playground.Add("/prod", "keyed", "MARKED-three").KeyId = "33333333-3333-4333-8333-333333333333";
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion);
        Register("Destination", "ams", Playground.TargetProject, Playground.TargetRegion);
        RegisterStore("vault");
        Run("nightly-backup.ps1", ("Store", "vault"));
        string file = $"{Playground.Folder.Fresh()}.json";
        var keys = new System.Collections.Hashtable { ["33333333-3333-4333-8333-333333333333"] = "44444444-4444-4444-8444-444444444444" };
        (string, object?)[] what = [("Store", "vault"), ("Destination", "ams"), ("PlanFile", file)];

        Runbook plan = Run("migrate-region.ps1", [.. what, ("KeyIdMap", keys)]);
        Runbook run = Run("migrate-region.ps1", [.. what, ("Run", true)]);
        Runbook again = Run("migrate-region.ps1", [.. what, ("Run", true)]);

        Assert.Equal(["Create", "Create"], plan.Of("ScwRestorePlanItem").Select(item => $"{Get(item, "Action")}"));
        Assert.DoesNotContain("MARKED", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("MARKED-two"u8), File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal((0, 0), (run.ExitCode, again.ExitCode));
        Assert.Equal([1, 1], Playground.Target.Select(secret => secret.Versions.Count));
        Assert.Contains(Playground.Target, secret => secret.KeyId == "44444444-4444-4444-8444-444444444444");
    }

    [Fact]
    public void Staging_is_seeded_without_what_must_not_be_copied()
    {
        Playground.Add("/prod/app", "token", "old", "new");
        Playground.Add("/prod/app/deep", "other", "x");
        Playground.Add("/prod/app", "private", "y").Tags = ["no-copy"];
        Playground.Add("/elsewhere", "z", "z");
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion, ("DataClass", Critical));
        Register("Destination", "staging", Playground.TargetProject, Playground.TargetRegion);
        RegisterStore("vault");
        Run("nightly-backup.ps1", ("Store", "vault"));
        (string, object?)[] what = [("Store", "vault"), ("Destination", "staging"), ("Folder", "/prod/app"), ("TargetFolder", "/staging/app"), ("Confirm", false)];

        Runbook shown = Run("seed-staging.ps1", [.. what, ("WhatIf", true)]);
        bool isEmpty = !Playground.Target.Any();
        Runbook seeded = Run("seed-staging.ps1", what);

        Assert.Equal((0, 2, true), (shown.ExitCode, shown.Of("ScwRestorePlanItem").Count(), isEmpty));
        Assert.Equal(0, seeded.ExitCode);
        Assert.Equal(["/staging/app/deep/other x seeded", "/staging/app/token new seeded"], Playground.Target
            .Select(secret => $"{secret.Path}/{secret.Name} {System.Text.Encoding.UTF8.GetString(Assert.Single(secret.Versions).Data)} {string.Join(',', secret.Tags)}")
            .Order(StringComparer.Ordinal));
        Assert.Equal(77, Run("seed-staging.ps1", [.. what, ("ProtectedDataClass", Critical)]).ExitCode);
    }

    [Fact]
    public void Weekly_check_offsite_copy_and_break_glass_work_on_the_same_store()
    {
        Playground.Add("/prod/db", "login", """{"username":"app","password":"pw"}""");
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion);
        string vault = RegisterStore("vault");
        RegisterStore("offline");
        Run("nightly-backup.ps1", ("Store", "vault"));
        Run("nightly-backup.ps1", ("Store", "vault"));

        Runbook weekly = Run("weekly-check.ps1", ("Store", "vault"));
        Runbook copy = Run("offsite-copy.ps1", ("Store", "vault"), ("TargetStore", "offline"));
        Runbook glass = Run("break-glass.ps1", ("Store", "offline"), ("Folder", "/prod/db"), ("Name", "login"), ("Field", "password"));

        Assert.Equal((0, 0), (weekly.ExitCode, copy.ExitCode));
        Assert.Equal(2, weekly.Of("ScwRetentionDecision").Count());
        Assert.Equal("pw", new NetworkCredential("", Assert.IsType<SecureString>(Assert.Single(glass.Output).BaseObject)).Password);

        string packfile = Directory.EnumerateFiles(Path.Combine(vault, "packfiles"), "*", SearchOption.AllDirectories).First();
        File.WriteAllBytes(packfile, File.ReadAllBytes(packfile)[..^1]);
        Assert.Equal(65, Run("weekly-check.ps1", ("Store", "vault")).ExitCode);
    }

    [Fact]
    public void A_new_passphrase_takes_a_new_store_which_is_registered_in_the_place_of_the_old_one()
    {
        Playground.Add("/prod", "password", "one");
        Register("Source", "prod", Playground.SourceProject, Playground.SourceRegion);
        RegisterStore("vault");
        Run("nightly-backup.ps1", ("Store", "vault"));
        string keyFile = $"{Playground.Folder.Fresh()}.key";
        File.WriteAllText(keyFile, "a new passphrase\n");
        string path = Playground.Folder.Fresh();

        Runbook change = Run("change-passphrase.ps1", ("Name", "vault"), ("NewPath", path), ("NewKeyFile", keyFile));

        Assert.Equal(0, change.ExitCode);
        Assert.Equal(path, Get(Session.Invoke("Get-ScwStore", new() { ["Name"] = "vault" }).Single, "Location"));
        Assert.Single(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = "vault" }).Output);
    }

    private static string Key(string app) => Environment.GetEnvironmentVariable(Variable(app))!;

    private static string Variable(string app) => $"RUNBOOK_{app.ToUpperInvariant()}_SECRET";

    private Runbook Run(string name, params (string Name, object? Value)[] parameters) =>
        Runbook.Run(Session, name, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    private void Register(string noun, string name, string project, string region, params (string Name, object? Value)[] more)
    {
        if (Environment.GetEnvironmentVariable(Variable(name)) is null)
        {
            _file.SetVariable(Variable(name), Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]));
        }

        var parameters = new Dictionary<string, object?>
        {
            ["Name"] = name,
            ["ProjectId"] = project,
            ["Region"] = region,
            ["ApiUrl"] = Playground.Emulator.BaseUrl,
            ["SecretKeyVariable"] = Variable(name),
        };
        foreach ((string key, object? value) in more)
        {
            parameters[key] = value;
        }

        Assert.Null(Session.Invoke($"Register-Scw{noun}", parameters).TerminatingError);
    }

    private string RegisterStore(string name)
    {
        string folder = Playground.Folder.Fresh();
        Session.Invoke("New-ScwStore", new() { ["Path"] = folder, ["Plaintext"] = true });
        Assert.Null(Session.Invoke("Register-ScwStore", new() { ["Name"] = name, ["Path"] = folder }).TerminatingError);
        return folder;
    }
}
