using System.Management.Automation;
using System.Management.Automation.Language;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>Conventions of POWERSHELL-MODULES §2 that hold across the module; <see cref="CmdletTableTests"/> has those of each cmdlet.</summary>
public sealed class SurfaceTests : IDisposable
{
    private readonly PowerShellHost _session = PowerShellHost.WithModule();

    /// <summary>The cmdlets that the manifest exports.</summary>
    public static TheoryData<string> Cmdlets { get; } = [.. Exported()];

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_parameter_name_means_one_type_across_the_module()
    {
        var typesByName = Cmdlets
            .SelectMany(row => Find(row.Data).Parameters.Values)
            // Close-ScwStore closes handles only: a path would have nothing to close. InputObject is, by custom, whatever a cmdlet works on.
            // A snapshot has one name, a secret one type and a value one folder, filters take many; a command that reads a snapshot takes one, one that removes takes several.
            .Where(parameter => parameter.Name is not ("Store" or "InputObject" or "Name" or "Folder" or "Snapshot" or "Type"))
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

    private static IEnumerable<string> Exported()
    {
        var manifest = (System.Collections.Hashtable)Parser.ParseFile(BuiltModule.Manifest, out _, out _).Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue();
        return ((object[])manifest["CmdletsToExport"]!).Cast<string>();
    }

    private CmdletInfo Find(string name) => (CmdletInfo)_session.Invoke("Get-Command", new() { ["Name"] = name }).Single.BaseObject;
}
