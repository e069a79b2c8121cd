using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Xml.Linq;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>Every cmdlet that the manifest exports, times every promise of POWERSHELL-MODULES §2 that one cmdlet can keep or break.</summary>
public sealed class CmdletTableTests : IDisposable
{
    private static readonly string[] SecretWords = ["secret", "passphrase", "password", "token", "apikey", "key", "credential", "value"];

    // Names of places that hold a secret, a command that prints one, ids, and the date of a key.
    private static readonly string[] NotSecret =
    [
        "KeyFile", "TargetKeyFile", "DropKeyId", "KeyIdMap", "SecretQuota", "SecretId", "PassphraseCommand", "TargetPassphraseCommand", "PassphraseVariable", "PassphraseSecret",
        "AccessKeyVariable", "SecretKeyVariable", "CredentialSecret", "KeyExpiresAt",
    ];

    private static readonly string[] Completed = ["Region", "Profile", "Source", "Destination", "Version"];

    private static readonly Dictionary<string, Action<CmdletTableTests, CmdletInfo>> Promises = new()
    {
        ["name"] = (_, cmdlet) => HasApprovedVerbAndPrefixedNoun(cmdlet),
        ["output"] = (_, cmdlet) => DeclaresTypesOfTheModule(cmdlet),
        ["confirmation"] = (_, cmdlet) => SupportsWhatIfIfAndOnlyIfItChangesSomething(cmdlet),
        ["secrets"] = (_, cmdlet) => TakesNoSecretAsText(cmdlet),
        ["parameters"] = (_, cmdlet) => KeepsTheMeaningOfParameters(cmdlet),
        ["completion"] = (_, cmdlet) => CompletesWhatItCanKnow(cmdlet),
        ["view"] = (_, cmdlet) => HasATableForWhatItWrites(cmdlet),
        ["help"] = (test, cmdlet) => test.HasHelp(cmdlet),
        ["error"] = (test, cmdlet) => test.FailsWithAStableId(cmdlet),
    };

    private readonly PowerShellHost _session = PowerShellHost.WithModule();

    public static IEnumerable<TheoryDataRow<string, string>> Table =>
        from row in SurfaceTests.Cmdlets from promise in Promises.Keys select new TheoryDataRow<string, string>(row.Data, promise);

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Table))]
    public void Cmdlet_keeps(string name, string promise) =>
        Promises[promise](this, (CmdletInfo)_session.Invoke("Get-Command", new() { ["Name"] = name }).Single.BaseObject);

    private static void HasApprovedVerbAndPrefixedNoun(CmdletInfo cmdlet)
    {
        IEnumerable<string> approved = new[] { typeof(VerbsCommon), typeof(VerbsData), typeof(VerbsLifecycle), typeof(VerbsDiagnostic), typeof(VerbsSecurity) }
            .SelectMany(type => type.GetFields()).Select(field => (string)field.GetRawConstantValue()!);

        Assert.True(cmdlet.ImplementingType.IsSealed);
        Assert.StartsWith("Scw", cmdlet.Noun, StringComparison.Ordinal);
        Assert.Contains(cmdlet.Verb, approved);
    }

    private static void DeclaresTypesOfTheModule(CmdletInfo cmdlet)
    {
        Assert.NotEmpty(cmdlet.OutputType);
        if (cmdlet.Name == "Get-ScwSnapshotValue")
        {
            Assert.Equal([typeof(byte[]), typeof(SecureString), typeof(string)], cmdlet.OutputType.Select(type => type.Type).OrderBy(type => type.Name, StringComparer.Ordinal));
            return;
        }

        Assert.All(cmdlet.OutputType, type => Assert.True(type.Type == typeof(void) || type.Type == typeof(bool) || type.Type.Assembly == cmdlet.ImplementingType.Assembly, type.Name));
    }

    private static void SupportsWhatIfIfAndOnlyIfItChangesSomething(CmdletInfo cmdlet)
    {
        ConfirmImpact impact = cmdlet.Verb switch
        {
            "Get" or "Test" or "Compare" or "Open" or "Close" => ConfirmImpact.None,
            "New" when cmdlet.Noun == "ScwRestorePlan" => ConfirmImpact.None,
            "Restore" or "Remove" or "Optimize" or "Invoke" => ConfirmImpact.High,
            _ => ConfirmImpact.Medium,
        };

        Assert.Equal(impact != ConfirmImpact.None, cmdlet.Parameters.ContainsKey("WhatIf"));
        Assert.Equal(impact, cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact);
    }

    private static void TakesNoSecretAsText(CmdletInfo cmdlet)
    {
        IEnumerable<ParameterMetadata> secrets = cmdlet.Parameters.Values
            .Where(parameter => Array.Exists(SecretWords, word => parameter.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) && !NotSecret.Contains(parameter.Name));

        Assert.All(secrets, parameter => Assert.Contains(parameter.ParameterType, new[] { typeof(SecureString), typeof(PSCredential) }));
    }

    private static void KeepsTheMeaningOfParameters(CmdletInfo cmdlet)
    {
        Dictionary<string, ParameterMetadata> parameters = cmdlet.Parameters;

        Assert.False(parameters.ContainsKey("Path") && parameters.ContainsKey("Folder"));
        Assert.True(!parameters.TryGetValue("Folder", out ParameterMetadata? folder) || folder.Aliases.Contains("SecretPath"));
        Assert.True(!parameters.TryGetValue("ProjectId", out ParameterMetadata? project) || project.Aliases.Contains("Project"));
        Assert.True(!parameters.TryGetValue("ApiUrl", out ParameterMetadata? url) || url.ParameterType == typeof(Uri));
    }

    private static void CompletesWhatItCanKnow(CmdletInfo cmdlet) =>
        Assert.All(cmdlet.Parameters.Values.Where(IsCompletable), parameter => Assert.Contains(parameter.Attributes, attribute => attribute is ArgumentCompleterAttribute));

    // Close-ScwStore takes handles only.
    private static bool IsCompletable(ParameterMetadata parameter) =>
        Completed.Contains(parameter.Name) || (parameter.Name is "Store" or "TargetStore" && !parameter.ParameterType.IsArray);

    private static void HasATableForWhatItWrites(CmdletInfo cmdlet)
    {
        XElement[] views = [.. XDocument.Load(Path.Combine(BuiltModule.Folder, "ScwSecretBackup.Format.ps1xml")).Descendants("View")];
        Assert.All(cmdlet.OutputType.Where(type => type.Type?.Assembly == cmdlet.ImplementingType.Assembly), type =>
        {
            IEnumerable<XElement> own = views.Where(view => view.Element("ViewSelectedBy")!.Elements("TypeName").Any(name => name.Value == type.Name));
            XElement table = own.Elements("TableControl").First();
            Assert.InRange(table.Element("TableHeaders")!.Elements().Count(), 4, 6);
        });
    }

    private void HasHelp(CmdletInfo cmdlet)
    {
        string help = File.ReadAllText(Path.Combine(BuiltModule.Folder, "en-US", "ScwSecretBackup.dll-Help.xml"));
        Assert.SkipUnless(help.Contains("command:details", StringComparison.Ordinal), "The pages of the cmdlets are not written yet.");

        PSObject page = _session.Invoke("Get-Help", new() { ["Name"] = cmdlet.Name, ["Full"] = true }).Single;

        Assert.NotEmpty((string)page.Properties["Synopsis"].Value);
        Assert.Contains($"<command:name>{cmdlet.Name}</command:name>", help, StringComparison.Ordinal);
    }

    private void FailsWithAStableId(CmdletInfo cmdlet)
    {
        (string script, string expected) = cmdlet.Name switch
        {
            "Close-ScwStore" => ("Close-ScwStore -Store nowhere", "CannotConvertArgumentNoMessage"),
            "Get-ScwSecret" or "Test-ScwAccess" => ($"{cmdlet.Name} -ProjectId {Playground.SourceProject} -Region fr-par", "CredentialsMissing"),
            "Get-ScwSource" or "Unregister-ScwSource" => ($"{cmdlet.Name} nobody", "SourceNotRegistered"),
            "Get-ScwDestination" or "Unregister-ScwDestination" => ($"{cmdlet.Name} nobody", "DestinationNotRegistered"),
            "Unregister-ScwStore" => ("Unregister-ScwStore nobody", "StoreNotRegistered"),
            "Register-ScwSource" or "Register-ScwDestination" => ($"{cmdlet.Name} x -ProjectId nonsense -Region fr-par -Profile p", "InvalidRegistration"),
            "Register-ScwStore" => ("Register-ScwStore 'a/b' -Path /no/such/store", "InvalidRegistration"),
            "New-ScwStore" => ($"New-ScwStore -Path '{typeof(object).Assembly.Location}' -Plaintext", "StoreExists"),
            "Open-ScwStore" => ("Open-ScwStore -Path /no/such/store", "StoreNotFound"),
            _ => ($"{cmdlet.Name} {Fill(cmdlet)}", "StoreNotFound"),
        };
        Invocation invocation = _session.Script(script, new() { ["key"] = new PSCredential(Playground.AccessKey, Playground.Secure("00000000-0000-4000-8000-000000000000")) });

        ErrorRecord error = invocation.TerminatingError ?? Assert.Single(invocation.Errors);
        string[] actual = error.FullyQualifiedErrorId.Split(',');
        Assert.Equal([expected, cmdlet.ImplementingType.FullName], actual);
    }

    // Everything mandatory, with a store that isn't there.
    private static string Fill(CmdletInfo cmdlet)
    {
        CommandParameterSetInfo set = cmdlet.ParameterSets.FirstOrDefault(candidate => candidate.Name == "Facts") ?? cmdlet.ParameterSets.Single(candidate => candidate.IsDefault || cmdlet.ParameterSets.Count == 1);
        IEnumerable<string> arguments = set.Parameters.Where(parameter => parameter.IsMandatory)
            .Select(parameter => $"-{parameter.Name} {(parameter.Name is "Store" or "TargetStore" ? "/no/such/store" : "latest")}");
        string confirm = cmdlet.Parameters.ContainsKey("Confirm") ? " -Confirm:$false" : "";
        string cloud = cmdlet.Parameters.ContainsKey("ProjectId") ? $" -ProjectId {Playground.SourceProject} -Region fr-par -Credential $key" : "";
        string rule = cmdlet.Verb == "Invoke" ? " -Days 1" : "";
        return string.Join(' ', arguments) + cloud + rule + confirm;
    }
}
