using System.Management.Automation;
using System.Reflection;
using System.Security;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>Conventions of POWERSHELL-MODULES §2 that hold for every cmdlet.</summary>
public sealed class SurfaceTests : IDisposable
{
    private static readonly string[] SecretWords = ["secret", "passphrase", "password", "token", "apikey", "key", "credential", "value"];

    private readonly PowerShellHost _session = PowerShellHost.WithModule();

    public static TheoryData<string> Cmdlets { get; } =
    [
        "Backup-ScwSecret", "Close-ScwStore", "Compare-ScwSecret", "Compare-ScwSnapshot", "Copy-ScwSnapshot", "Get-ScwDestination", "Get-ScwSecret",
        "Get-ScwSnapshot", "Get-ScwSnapshotItem",
        "Get-ScwSource", "Get-ScwStore", "Invoke-ScwRetention", "New-ScwRestorePlan", "New-ScwStore", "Open-ScwStore", "Optimize-ScwStore", "Register-ScwDestination",
        "Register-ScwSource", "Register-ScwStore", "Remove-ScwSnapshot", "Restore-ScwSecret", "Sync-ScwStore", "Test-ScwAccess", "Test-ScwSnapshot", "Test-ScwStore", "Unregister-ScwDestination",
        "Unregister-ScwSource", "Unregister-ScwStore",
    ];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_is_sealed_and_has_an_approved_verb_and_a_prefixed_noun(string name)
    {
        CmdletInfo cmdlet = Find(name);

        Assert.True(cmdlet.ImplementingType.IsSealed);
        Assert.StartsWith("Scw", cmdlet.Noun, StringComparison.Ordinal);
        Assert.Contains(cmdlet.Verb, ApprovedVerbs());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_declares_what_it_writes_with_types_of_the_module(string name)
    {
        CmdletInfo cmdlet = Find(name);

        Assert.NotEmpty(cmdlet.OutputType);
        Assert.All(cmdlet.OutputType, type => Assert.True(type.Type == typeof(void) || type.Type == typeof(bool) || type.Type.Assembly == cmdlet.ImplementingType.Assembly, type.Name));
    }

    [Theory]
    [InlineData("Backup-ScwSecret", ConfirmImpact.Medium)]
    [InlineData("Copy-ScwSnapshot", ConfirmImpact.Medium)]
    [InlineData("Invoke-ScwRetention", ConfirmImpact.High)]
    [InlineData("New-ScwStore", ConfirmImpact.Medium)]
    [InlineData("Optimize-ScwStore", ConfirmImpact.High)]
    [InlineData("Remove-ScwSnapshot", ConfirmImpact.High)]
    [InlineData("Restore-ScwSecret", ConfirmImpact.High)]
    [InlineData("Sync-ScwStore", ConfirmImpact.Medium)]
    [InlineData("Close-ScwStore", null)]
    [InlineData("Get-ScwSecret", null)]
    [InlineData("Get-ScwSnapshot", null)]
    [InlineData("Get-ScwSnapshotItem", null)]
    [InlineData("New-ScwRestorePlan", null)]
    [InlineData("Get-ScwDestination", null)]
    [InlineData("Get-ScwSource", null)]
    [InlineData("Get-ScwStore", null)]
    [InlineData("Open-ScwStore", null)]
    [InlineData("Test-ScwSnapshot", null)]
    [InlineData("Test-ScwStore", null)]
    [InlineData("Register-ScwDestination", ConfirmImpact.Medium)]
    [InlineData("Register-ScwSource", ConfirmImpact.Medium)]
    [InlineData("Register-ScwStore", ConfirmImpact.Medium)]
    [InlineData("Test-ScwAccess", null)]
    [InlineData("Unregister-ScwDestination", ConfirmImpact.Medium)]
    [InlineData("Unregister-ScwSource", ConfirmImpact.Medium)]
    [InlineData("Unregister-ScwStore", ConfirmImpact.Medium)]
    public void Cmdlet_supports_WhatIf_if_and_only_if_it_changes_something(string name, ConfirmImpact? impact)
    {
        CmdletInfo cmdlet = Find(name);
        var declared = cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()!;

        Assert.Equal(impact is not null, cmdlet.Parameters.ContainsKey("WhatIf"));
        Assert.Equal(impact ?? ConfirmImpact.None, declared.ConfirmImpact);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_parameter_takes_a_secret_as_text(string name)
    {
        IEnumerable<ParameterMetadata> secrets = Find(name).Parameters.Values
            .Where(parameter => Array.Exists(SecretWords, word => parameter.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            // Names of places that hold a secret, a command that prints one, and the date of a key.
            .Where(parameter => parameter.Name is not ("KeyFile" or "TargetKeyFile" or "DropKeyId" or "KeyIdMap" or "SecretQuota" or "PassphraseCommand" or "PassphraseVariable" or "PassphraseSecret"
                or "AccessKeyVariable" or "SecretKeyVariable" or "CredentialSecret" or "KeyExpiresAt"));

        Assert.All(secrets, parameter => Assert.Contains(parameter.ParameterType, new[] { typeof(SecureString), typeof(PSCredential) }));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Paths_and_folders_keep_their_meaning_everywhere(string name)
    {
        Dictionary<string, ParameterMetadata> parameters = Find(name).Parameters;

        Assert.False(parameters.ContainsKey("Path") && parameters.ContainsKey("Folder"));
        Assert.True(!parameters.TryGetValue("Folder", out ParameterMetadata? folder) || folder.Aliases.Contains("SecretPath"));
        Assert.True(!parameters.TryGetValue("ProjectId", out ParameterMetadata? project) || project.Aliases.Contains("Project"));
        Assert.True(!parameters.TryGetValue("ApiUrl", out ParameterMetadata? url) || url.ParameterType == typeof(Uri));
    }

    [Fact]
    public void A_parameter_name_means_one_type_across_the_module()
    {
        var typesByName = Cmdlets
            .SelectMany(row => Find(row.Data).Parameters.Values)
            // Close-ScwStore closes handles only: a path would have nothing to close. InputObject is, by custom, whatever a cmdlet works on.
            // A snapshot has one name and a secret one type, filters take many; a command that reads a snapshot takes one, one that removes takes several.
            .Where(parameter => parameter.Name is not ("Store" or "InputObject" or "Name" or "Snapshot" or "Type"))
            .GroupBy(parameter => parameter.Name, parameter => parameter.ParameterType);

        Assert.All(typesByName, types => Assert.Single(types.Distinct()));
    }

    [Fact]
    public void Output_types_are_immutable_and_say_what_they_are()
    {
        Type[] types = [.. Find("Get-ScwSecret").ImplementingType.Assembly.GetExportedTypes()
            .Where(type => type.Namespace == BuiltModule.Name && type.IsSealed && !type.IsEnum)];

        Assert.NotEmpty(types);
        Assert.All(types, type =>
        {
            Assert.Empty(type.GetConstructors());
            Assert.All(type.GetProperties(), property => Assert.False(property.CanWrite, property.Name));
            Assert.Equal(type, type.GetMethod(nameof(ToString), [])!.DeclaringType);
            Assert.DoesNotContain(type.GetProperties(), property => property.Name is "Value" or "Data" or "Key" or "Passphrase" or "SecretKey");
        });
    }

    private static IEnumerable<string> ApprovedVerbs() =>
        new[] { typeof(VerbsCommon), typeof(VerbsData), typeof(VerbsLifecycle), typeof(VerbsDiagnostic), typeof(VerbsSecurity) }
            .SelectMany(type => type.GetFields()).Select(field => (string)field.GetRawConstantValue()!);

    private CmdletInfo Find(string name) => (CmdletInfo)_session.Invoke("Get-Command", new() { ["Name"] = name }).Single.BaseObject;
}
