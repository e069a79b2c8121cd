using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Apps;

/// <summary>Registering, listing and forgetting sources, destinations and stores.</summary>
public sealed class RegistrationTests : IDisposable
{
    private const string Project = Playground.SourceProject;

    private readonly AppsFile _file = new();
    private readonly PowerShellHost _session = PowerShellHost.WithModule();

    public void Dispose()
    {
        _session.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData("Source")]
    [InlineData("Destination")]
    public void A_source_and_a_destination_are_registered_listed_and_forgotten(string noun)
    {
        Dictionary<string, object?> parameters = new()
        {
            ["Name"] = "prod",
            ["ProjectId"] = Project,
            ["Region"] = "fr-par",
            ["Profile"] = "backup",
            ["Environment"] = "production",
            ["DataClass"] = new[] { "critical", "PII" },
            ["PassThru"] = true,
        };
        PSObject registered = _session.Invoke($"Register-Scw{noun}", parameters).Single;
        Assert.Empty(_session.Invoke($"Register-Scw{noun}", new() { ["Name"] = "Alpha", ["ProjectId"] = Project, ["Region"] = "nl-ams" }).Output);

        IReadOnlyList<PSObject> listed = _session.Invoke($"Get-Scw{noun}").Output;

        Assert.Equal(["Alpha", "prod"], listed.Select(app => app.ToString()));
        Assert.Equal("prod", registered.ToString());
        Assert.Equal(("production", "profile 'backup'"), (listed[1].Properties["Environment"].Value, listed[1].Properties["CredentialReference"].Value));
        Assert.Equal("prod", Assert.Single(_session.Invoke($"Get-Scw{noun}", new() { ["Name"] = "PR*" }).Output).ToString());
        Assert.StartsWith($"{noun}NotRegistered,", Assert.Single(_session.Invoke($"Get-Scw{noun}", new() { ["Name"] = "no" }).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

        Invocation none = _session.Script($"Get-Scw{noun} | Unregister-Scw{noun} -WhatIf");
        Assert.Null(none.TerminatingError);
        Assert.Equal(2, _session.Invoke($"Get-Scw{noun}").Output.Count);
        Assert.Empty(_session.Script($"Get-Scw{noun} | Unregister-Scw{noun}").Errors);
        Assert.Empty(_session.Invoke($"Get-Scw{noun}").Output);
    }

    [Fact]
    public void A_name_is_taken_once_unless_it_is_forced()
    {
        Register("prod", "fr-par");

        ErrorRecord error = Register("PROD", "nl-ams").TerminatingError!;
        Assert.StartsWith("AlreadyRegistered,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((ErrorCategory.ResourceExists, "PROD"), (error.CategoryInfo.Category, error.TargetObject));

        Assert.Null(Register("PROD", "nl-ams", ("Force", true)).TerminatingError);
        PSObject source = _session.Invoke("Get-ScwSource").Single;
        Assert.Equal(("PROD", "nl-ams"), (source.Properties["Name"].Value, source.Properties["Region"].Value));
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Null(Register("prod", "fr-par", ("WhatIf", true)).TerminatingError);
        Assert.Equal("", _file.Text);
    }

    [Theory]
    [InlineData("Name", "../x")]
    [InlineData("Name", "a*")]
    [InlineData("ProjectId", "not-a-uuid")]
    [InlineData("Region", "FR PAR")]
    [InlineData("ApiUrl", "http://api.example.org")]
    [InlineData("CredentialSecret", "22222222-2222-4222-8222-222222222222")]
    [InlineData("SecretKeyVariable", "22222222-2222-4222-8222-222222222222")]
    public void What_cannot_be_right_is_refused_and_a_key_given_by_mistake_stays_out_of_the_file(string parameter, string value)
    {
        ErrorRecord error = Register("prod", "fr-par", (parameter, value)).TerminatingError!;

        Assert.StartsWith("InvalidRegistration,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal("", _file.Text);
    }

    [Fact]
    public void A_store_is_registered_with_its_absolute_path_and_a_reference()
    {
        using var folder = new TemporaryFolder();
        _session.Runspace.SessionStateProxy.Path.SetLocation(folder.Path);

        PSObject store = _session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = "data", ["KeyFile"] = "key.txt", ["PassThru"] = true }).Single;

        Assert.Equal(Path.Combine(folder.Path, "data"), store.Properties["Location"].Value);
        Assert.Equal($"key file '{Path.Combine(folder.Path, "key.txt")}'", store.Properties["PassphraseReference"].Value);
        Assert.Equal("vault", _session.Invoke("Get-ScwStore").Single.ToString());
        Assert.Empty(_session.Invoke("Unregister-ScwStore", new() { ["Name"] = "*" }).Errors);
        Assert.Empty(_session.Invoke("Get-ScwStore").Output);
    }

    [Fact]
    public void A_store_with_two_ways_to_its_passphrase_or_with_a_key_in_its_address_is_refused()
    {
        Assert.StartsWith("InvalidRegistration,", _session.Invoke("Register-ScwStore", new() { ["Name"] = "a", ["Path"] = "/x", ["PassphraseVariable"] = "A", ["PassphraseSecret"] = "B" }).TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("InvalidRegistration,", _session.Invoke("Register-ScwStore", new() { ["Name"] = "a", ["Path"] = "s3://key:secret@host/bucket" }).TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("", _file.Text);
    }

    [Fact]
    public void A_broken_file_ends_the_command_with_file_and_entry_and_is_left_alone()
    {
        File.WriteAllText(_file.Path, """{"version":1,"sources":{"prod":{"secretKey":"MARK"}}}""");

        ErrorRecord error = Register("other", "fr-par").TerminatingError!;

        Assert.StartsWith("ConfigurationInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(_file.Path, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("source 'prod'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("MARK", _file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Wider_rights_of_the_file_are_warned_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        Register("prod", "fr-par");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        Assert.Contains("chmod 600", Assert.Single(_session.Invoke("Get-ScwSource").Of<WarningRecord>("Warning")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_complete_from_the_file_and_a_broken_file_completes_nothing()
    {
        Register("prod", "fr-par");
        Register("staging", "fr-par");
        _session.Invoke("Register-ScwStore", new() { ["Name"] = "vault", ["Path"] = "/x" });
        _session.Invoke("Register-ScwDestination", new() { ["Name"] = "drill", ["ProjectId"] = Project, ["Region"] = "fr-par" });

        Assert.Equal(["prod", "staging"], _session.Complete("Backup-ScwSecret -Source "));
        Assert.Equal(["staging"], _session.Complete("Get-ScwSource s"));
        Assert.Equal(["drill"], _session.Complete("Restore-ScwSecret -Destination "));
        Assert.Contains("vault", _session.Complete("Get-ScwSnapshot -Store va"));

        File.WriteAllText(_file.Path, "{");
        Assert.Empty(_session.Complete("Get-ScwSource s"));
    }

    private Invocation Register(string name, string region, params (string Name, object? Value)[] more)
    {
        Dictionary<string, object?> parameters = new() { ["Name"] = name, ["ProjectId"] = Project, ["Region"] = region };
        foreach ((string parameter, object? value) in more)
        {
            parameters[parameter] = value;
        }

        return _session.Invoke("Register-ScwSource", parameters);
    }
}
