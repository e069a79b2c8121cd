using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures;

/// <summary>One encrypted store, and every way to give its passphrase. The key derivation takes a second, so the store is shared.</summary>
public sealed class PassphraseTests : IClassFixture<EncryptedStoreFixture>, IDisposable
{
    private readonly EncryptedStoreFixture _store;
    private readonly RecordingHost _host = new();
    private readonly PowerShellHost _session;

    public PassphraseTests(EncryptedStoreFixture store)
    {
        _store = store;
        _session = PowerShellHost.WithModule(_host);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PLAKAR_PASSPHRASE", null);
        _session.Dispose();
    }

    [Fact]
    public void A_wrong_passphrase_is_a_security_error()
    {
        ErrorRecord error = Fails(new() { ["Path"] = _store.Path, ["Passphrase"] = Playground.Secure("wrong") });

        Assert.StartsWith("WrongPassphrase,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((ErrorCategory.SecurityError, _store.Path), (error.CategoryInfo.Category, error.TargetObject));
    }

    [Fact]
    public void A_key_file_opens_it_without_the_newline_at_its_end()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Fresh();
        File.WriteAllText(file, EncryptedStoreFixture.Passphrase + "\n");

        Assert.True(Opens(new() { ["Path"] = _store.Path, ["KeyFile"] = file }));
    }

    [Fact]
    public void The_environment_opens_it()
    {
        Environment.SetEnvironmentVariable("PLAKAR_PASSPHRASE", EncryptedStoreFixture.Passphrase);

        Assert.True(Opens(new() { ["Path"] = _store.Path }));
        Assert.Empty(_host.Recording.Prompts);
    }

    [Fact]
    public void A_passphrase_for_a_store_that_is_not_encrypted_is_a_warning_because_it_may_have_been_exchanged()
    {
        using var folder = new TemporaryFolder();
        string store = folder.Fresh();
        _session.Invoke("New-ScwStore", new() { ["Path"] = store, ["Plaintext"] = true });

        Invocation opened = _session.Invoke("Open-ScwStore", new() { ["Path"] = store, ["Passphrase"] = Playground.Secure("any") });

        Assert.Single(opened.Output);
        Assert.Contains("is not encrypted although a passphrase was given", Assert.Single(opened.Of<WarningRecord>("Warning")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prompt_opens_it_when_nothing_was_given()
    {
        _host.Recording.Answers.Enqueue(EncryptedStoreFixture.Passphrase);

        Assert.True(Opens(new() { ["Path"] = _store.Path }));
        Assert.Contains(_store.Path, Assert.Single(_host.Recording.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anybody_to_ask_the_error_says_how_to_give_it()
    {
        using var unattended = PowerShellHost.WithModule();

        ErrorRecord error = unattended.Invoke("Open-ScwStore", new() { ["Path"] = _store.Path }).TerminatingError!;

        Assert.StartsWith("PassphraseRequired,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("PLAKAR_PASSPHRASE", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_relative_to_the_location_of_PowerShell_opens_it_for_one_command()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(System.IO.Path.GetDirectoryName(_store.Path)!);

        Invocation listed = _session.Invoke("Get-ScwSnapshot", new() { ["Store"] = System.IO.Path.GetFileName(_store.Path), ["Passphrase"] = Playground.Secure(EncryptedStoreFixture.Passphrase) });

        Assert.Null(listed.TerminatingError);
        Assert.Empty(listed.Output);
    }

    [Fact]
    public void A_missing_key_file_two_sources_and_an_empty_passphrase_are_refused()
    {
        Assert.StartsWith("KeyFileUnreadable,", Fails(new() { ["Path"] = _store.Path, ["KeyFile"] = "/no/such/file" }).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("PassphraseEmpty,", Fails(new() { ["Path"] = _store.Path, ["Passphrase"] = Playground.Secure("") }).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(
            "PassphraseAmbiguous,",
            Fails(new() { ["Path"] = _store.Path, ["KeyFile"] = "/no/such/file", ["Passphrase"] = Playground.Secure("x") }).FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_different_answers_create_no_store()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Fresh();
        _host.Recording.Answers.Enqueue("one");
        _host.Recording.Answers.Enqueue("two");

        ErrorRecord error = _session.Invoke("New-ScwStore", new() { ["Path"] = path }).TerminatingError!;

        Assert.StartsWith("PassphraseMismatch,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.False(Directory.Exists(path));
    }

    private bool Opens(Dictionary<string, object?> parameters)
    {
        PSObject store = _session.Invoke("Open-ScwStore", parameters).Single;
        bool open = (bool)store.Properties["IsOpen"].Value;
        _session.Invoke("Close-ScwStore", input: [store]);
        return open && !(bool)store.Properties["IsOpen"].Value;
    }

    private ErrorRecord Fails(Dictionary<string, object?> parameters) => Assert.IsType<ErrorRecord>(_session.Invoke("Open-ScwStore", parameters).TerminatingError);
}
