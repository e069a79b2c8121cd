using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures;

/// <summary>A plaintext store where the passphrase says that an encrypted one is expected: somebody may have put it there.</summary>
public sealed class ExchangedStoreTests : PlaygroundTest
{
    [Fact]
    public void Nothing_is_backed_up_into_it_in_clear_text()
    {
        Playground.Add("/", "token", "one");
        string store = $"{Playground.NewPlaintextStore()}";
        PSObject opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = store, ["Passphrase"] = Playground.Secure("any") }).Single;

        Refuses("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Passphrase", Playground.Secure("any"))), store);
        Refuses("Backup-ScwSecret", Playground.FromSource(("Store", store), ("PassphraseCommand", "echo any")), store);
        Refuses("Backup-ScwSecret", Playground.FromSource(("Store", opened)), store);

        Assert.Empty(Playground.ValueReads);
        Assert.Empty(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = opened }).Output);
    }

    [Fact]
    public void What_the_store_is_registered_with_counts_too()
    {
        using var file = new AppsFile();
        file.SetVariable("VAULT_PASSPHRASE", "any");
        Playground.Add("/", "token", "one");
        string store = $"{Playground.NewPlaintextStore()}";
        Session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = store, ["PassphraseVariable"] = "VAULT_PASSPHRASE" });

        Refuses("Backup-ScwSecret", Playground.FromSource(("Store", "vault")), store);
    }

    [Fact]
    public void Nothing_is_copied_into_it_either()
    {
        Playground.Add("/", "token", "one");
        PSObject source = Playground.NewPlaintextStore();
        Playground.Backup(source);
        string target = $"{Playground.NewPlaintextStore()}";
        System.Security.SecureString any = Playground.Secure("any");

        Refuses("Copy-ScwSnapshot", new() { ["Store"] = source, ["Snapshot"] = "latest", ["TargetStore"] = target, ["TargetPassphrase"] = any }, target);
        Refuses("Sync-ScwStore", new() { ["Store"] = source, ["TargetStore"] = target, ["TargetPassphraseCommand"] = "echo any" }, target);
        Refuses("Sync-ScwStore", new() { ["Store"] = target, ["Passphrase"] = any, ["TargetStore"] = source, ["Bidirectional"] = true }, target);
    }

    [Fact]
    public void A_variable_that_may_be_there_for_other_stores_is_a_warning()
    {
        using var file = new AppsFile();
        file.SetVariable("PLAKAR_PASSPHRASE", "any");
        Playground.Add("/", "token", "one");

        Invocation backup = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", $"{Playground.NewPlaintextStore()}")));

        Assert.Null(backup.TerminatingError);
        Assert.Contains(backup.Of<WarningRecord>("Warning"), record => record.Message.Contains("not encrypted although a passphrase was given", StringComparison.Ordinal));
    }

    [Fact]
    public void A_registered_name_is_kept_to_its_store_until_it_is_registered_anew()
    {
        using var file = new AppsFile();
        Playground.Add("/", "token", "one");
        string store = $"{Playground.NewPlaintextStore()}";
        Session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = store });
        Playground.Backup("vault");
        Exchange(store);

        RefusesExchanged("Backup-ScwSecret", Playground.FromSource(("Store", "vault")));
        RefusesExchanged("Get-ScwSnapshot", new() { ["Store"] = "vault" });
        RefusesExchanged("Test-ScwStore", new() { ["Store"] = "vault" });
        RefusesExchanged("Open-ScwStore", new() { ["Path"] = "vault", ["Passphrase"] = Playground.Secure("any") });
        Assert.Empty(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output);

        Session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = store, ["Force"] = true });
        Assert.Equal("Complete", $"{Get(Playground.Backup("vault"), "Status")}");
    }

    [Fact]
    public void A_store_that_comes_after_its_registration_is_kept_from_its_first_opening_on()
    {
        using var file = new AppsFile();
        string store = Playground.Folder.Fresh();
        PSObject registered = Session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = store, ["PassThru"] = true }).Single;
        Exchange(store);
        string before = file.Text;
        Playground.Add("/", "token", "one");
        Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", "vault"), ("WhatIf", true)));

        Assert.Null(Get(registered, "Id"));
        Assert.Equal(before, file.Text);
        PSObject opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = "vault" }).Single;
        Assert.Equal(Get(opened, "Id"), Get(Session.Invoke("Get-ScwStore", new() { ["Name"] = "vault" }).Single, "Id"));
        Exchange(store);
        RefusesExchanged("Get-ScwSnapshot", new() { ["Store"] = "vault" });
    }

    [Fact]
    public void A_registration_that_can_not_be_written_stops_no_command()
    {
        using var file = new AppsFile();
        string store = Playground.Folder.Fresh();
        Session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = store });
        Exchange(store);
        File.Delete($"{file.Path}.lock");
        Directory.CreateDirectory($"{file.Path}.lock");

        Invocation opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = "vault" });

        Assert.NotNull(opened.Single);
    }

    /// <summary>Puts a new store into a folder.</summary>
    private void Exchange(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move($"{Playground.NewPlaintextStore()}", folder);
    }

    private void RefusesExchanged(string command, Dictionary<string, object?> parameters)
    {
        ErrorRecord error = Session.Invoke(command, parameters).TerminatingError!;

        Assert.StartsWith("StoreExchanged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((ErrorCategory.SecurityError, "vault"), (error.CategoryInfo.Category, error.TargetObject));
    }

    private void Refuses(string command, Dictionary<string, object?> parameters, string store)
    {
        ErrorRecord error = Session.Invoke(command, parameters).TerminatingError!;

        Assert.StartsWith("StoreNotEncrypted,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((ErrorCategory.SecurityError, store), (error.CategoryInfo.Category, error.TargetObject));
    }
}
