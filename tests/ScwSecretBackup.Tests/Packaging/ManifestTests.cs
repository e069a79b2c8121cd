using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

public sealed class ManifestTests
{
    private static readonly Hashtable Manifest = Read();

    [Fact]
    public void Manifest_is_valid_and_names_files_that_are_shipped()
    {
        using var session = PowerShellHost.Bare();

        var module = (PSModuleInfo)session.Invoke("Test-ModuleManifest", new() { ["Path"] = BuiltModule.Manifest }).Single.BaseObject;

        Assert.Equal(BuiltModule.Name, module.Name);
        string[] named = [(string)Manifest["RootModule"]!, .. Strings("NestedModules"), .. Strings("FormatsToProcess")];
        Assert.All(named, file => Assert.True(File.Exists(Path.Combine(BuiltModule.Folder, file)), file));
    }

    [Fact]
    public void Version_is_that_of_the_build() => Assert.Equal(BuiltModule.ProductVersion, Manifest["ModuleVersion"]);

    [Theory]
    [InlineData("RootModule")]
    [InlineData("NestedModules")]
    [InlineData("GUID")]
    [InlineData("Author")]
    [InlineData("CompanyName")]
    [InlineData("Copyright")]
    [InlineData("Description")]
    [InlineData("FormatsToProcess")]
    [InlineData("CmdletsToExport")]
    [InlineData("AliasesToExport")]
    public void Manifest_fills(string key) => Assert.NotEmpty(Strings(key));

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("VariablesToExport")]
    [InlineData("DscResourcesToExport")]
    public void Manifest_exports_explicitly_nothing_as(string key)
    {
        Assert.True(Manifest.ContainsKey(key));
        Assert.Empty(Strings(key));
    }

    [Fact]
    public void Manifest_asks_for_PowerShell_7_4_Core_and_tags_the_module()
    {
        Assert.Equal("7.4", Manifest["PowerShellVersion"]);
        Assert.Equal(["Core"], Strings("CompatiblePSEditions"));
        var data = (Hashtable)((Hashtable)Manifest["PrivateData"]!)["PSData"]!;
        IEnumerable<string> tags = ((object[])data["Tags"]!).Cast<string>();
        Assert.Superset(new HashSet<string> { "Scaleway", "Secrets", "Backup", "PSEdition_Core", "Windows", "Linux", "MacOS" }, tags.ToHashSet());
    }

    [Fact]
    public void Exported_cmdlets_and_aliases_are_exactly_those_in_the_assembly()
    {
        using var session = PowerShellHost.WithModule();

        var module = (PSModuleInfo)session.Invoke("Get-Module", new() { ["Name"] = BuiltModule.Name }).Single.BaseObject;
        var assembly = module.ExportedCmdlets.Values.First().ImplementingType.Assembly;
        string[] implemented = [.. assembly.GetExportedTypes()
            .Select(type => type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>().SingleOrDefault())
            .OfType<CmdletAttribute>().Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")];

        Assert.Equal(Strings("CmdletsToExport").Order(), implemented.Order());
        Assert.Equal(Strings("CmdletsToExport").Order(), module.ExportedCmdlets.Keys.Order());
        Assert.Equal(Strings("AliasesToExport").Order(), module.ExportedAliases.Keys.Order());
    }

    private static Hashtable Read()
    {
        ScriptBlockAst script = Parser.ParseFile(BuiltModule.Manifest, out _, out ParseError[] errors);
        Assert.Empty(errors);
        return (Hashtable)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue();
    }

    private static IEnumerable<string> Strings(string key) => Manifest[key] switch
    {
        string text => [text],
        object[] items => items.Cast<string>(),
        _ => [],
    };
}
