using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Apps;

/// <summary>What <c>-Store</c> means, and where a passphrase comes from. One encrypted store: its key takes a second each time.</summary>
public sealed class StoreNameTests : IClassFixture<EncryptedStoreFixture>, IDisposable
{
    private const string Passphrase = EncryptedStoreFixture.Passphrase;

    private readonly EncryptedStoreFixture _store;
    private readonly AppsFile _file = new();
    private readonly PowerShellHost _session = PowerShellHost.WithModule();

    public StoreNameTests(EncryptedStoreFixture store) => _store = store;

    public void Dispose()
    {
        _session.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void A_registered_name_opens_the_store_with_its_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command line is one of sh.");
        _file.SetVariable("VAULT_PASSPHRASE", Passphrase);
        Register("vault", ("PassphraseCommand", "read nothing || printf '%s\\n' \"$VAULT_PASSPHRASE\""));

        Invocation facts = _session.Invoke("Get-ScwStore", new() { ["Store"] = "vault", ["Verbose"] = true });

        Assert.Equal(_store.Path, facts.Single.Properties["Location"].Value);
        Assert.Equal("Argon2id", facts.Single.Properties["KeyDerivation"].Value);
        Assert.Contains(facts.Of<VerboseRecord>("Verbose"), record => record.Message.Contains("passphrase command that the store is registered with", StringComparison.Ordinal));
        Assert.All(facts.Records, record => Assert.DoesNotContain(Passphrase, $"{record.Value}", StringComparison.Ordinal));
        Assert.DoesNotContain(Passphrase, _file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_secret_opens_it_and_a_parameter_wins_over_it()
    {
        Register("vault", ("PassphraseSecret", "Ops/vault"));
        _session.Script("function global:Get-Secret { param($Name, $Vault) $global:answer }", new() { ["answer"] = Playground.Secure(Passphrase) });
        Assert.Null(_session.Invoke("Get-ScwSnapshot", new() { ["Store"] = "vault" }).TerminatingError);

        Invocation wrong = _session.Invoke("Get-ScwSnapshot", new() { ["Store"] = "vault", ["Passphrase"] = Playground.Secure("wrong"), ["Verbose"] = true });

        Assert.StartsWith("WrongPassphrase,", wrong.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(wrong.Of<VerboseRecord>("Verbose"), record => record.Message.EndsWith("comes from -Passphrase.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_variable_that_is_not_set_is_an_error_and_not_a_reason_for_another_passphrase()
    {
        Register("vault", ("PassphraseVariable", "VAULT_UNSET"));
        _file.SetVariable("PLAKAR_PASSPHRASE", Passphrase);

        ErrorRecord error = _session.Invoke("Open-ScwStore", new() { ["Path"] = "vault" }).TerminatingError!;

        Assert.StartsWith("PassphraseRequired,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("VAULT_UNSET", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3", "exit code 3")]
    [InlineData("echo MARKED >&2; exit 1", "exit code 1")]
    [InlineData("printf 'MARKED\\nMARKED\\n'", "several lines")]
    [InlineData("head -c 70000 /dev/zero", "more than 65536 bytes")]
    [InlineData("no-such-command-MARKED", "exit code 127")]
    public void A_command_that_gives_no_passphrase_is_told_by_its_exit_code_and_not_by_what_it_printed(string commandLine, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command line is one of sh.");

        ErrorRecord error = _session.Invoke("Open-ScwStore", new() { ["Path"] = _store.Path, ["PassphraseCommand"] = commandLine }).TerminatingError!;

        Assert.StartsWith("PassphraseCommandFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKED", error.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_prints_nothing_gives_an_empty_passphrase_and_two_ways_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command line is one of sh.");
        Assert.StartsWith("PassphraseEmpty,", Fails(("PassphraseCommand", "true")).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("PassphraseAmbiguous,", Fails(("PassphraseCommand", "true"), ("KeyFile", "/x")).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_ends_the_command_and_what_it_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command line is one of sh.");
        using var folder = new TemporaryFolder();
        string started = folder.Fresh();
        using PowerShell shell = _session.Create();
        shell.AddCommand("Open-ScwStore").AddParameters(new Dictionary<string, object?> { ["Path"] = _store.Path, ["PassphraseCommand"] = $"echo $$ > '{started}.part'; mv '{started}.part' '{started}'; sleep 600; true" });
        IAsyncResult running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => File.Exists(started), TimeSpan.FromSeconds(60)));

        shell.Stop();

        Assert.ThrowsAny<RuntimeException>(() => shell.EndInvoke(running));
        int process = int.Parse(File.ReadAllText(started), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{process}") || File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_bare_word_is_a_registered_name_first_and_a_path_is_always_a_path()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "vault"));
        _session.Runspace.SessionStateProxy.Path.SetLocation(folder.Path);
        _file.SetVariable("PLAKAR_PASSPHRASE", Passphrase);

        Assert.StartsWith("NotAStore,", Listed("vault").TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);

        Register("vault");
        Invocation named = Listed("vault");
        Assert.Null(named.TerminatingError);
        Assert.Contains("./vault", Assert.Single(named.Of<WarningRecord>("Warning")).Message, StringComparison.Ordinal);
        Assert.StartsWith("NotAStore,", Listed("./vault").TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("NotAStore,", Listed(Path.Combine(folder.Path, "vault")).TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);

        ErrorRecord unknown = Listed("valut").TerminatingError!;
        Assert.StartsWith("StoreNotFound,", unknown.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Registered are: vault.", unknown.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registration_goes_down_the_pipeline()
    {
        _file.SetVariable("VAULT_PASSPHRASE", Passphrase);
        Register("vault", ("PassphraseVariable", "VAULT_PASSPHRASE"));

        Assert.Equal(_store.Path, _session.Script("Get-ScwStore vault | Get-ScwStore").Single.Properties["Location"].Value);
    }

    private Invocation Listed(string store) => _session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store });

    private ErrorRecord Fails(params (string Name, object? Value)[] parameters)
    {
        Dictionary<string, object?> all = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        all["Path"] = _store.Path;
        return Assert.IsType<ErrorRecord>(_session.Invoke("Open-ScwStore", all).TerminatingError);
    }

    private void Register(string name, params (string Name, object? Value)[] more)
    {
        Dictionary<string, object?> parameters = new() { ["Name"] = name, ["Path"] = _store.Path };
        foreach ((string parameter, object? value) in more)
        {
            parameters[parameter] = value;
        }

        Assert.Null(_session.Invoke("Register-ScwStore", parameters).TerminatingError);
    }
}
