using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>The borders of ARCHITECTURE §3, read from what the shipped assemblies reference.</summary>
public sealed class ArchitectureTests
{
    private const string Cmdlets = "ScwSecretBackup.dll";
    private const string Loader = "ScwSecretBackup.Loader.dll";
    private const string Engine = "deps/ScwSecretBackup.Engine.dll";
    private const string Scaleway = "deps/ScwSecretBackup.Scaleway.dll";
    private const string Kloset = "deps/ScwSecretBackup.Kloset.dll";

    [Theory]
    [InlineData(Engine, "ScwSecretBackup.Kloset", "ScwSecretBackup.Scaleway")]
    [InlineData(Scaleway)]
    [InlineData(Kloset)]
    [InlineData(Loader)]
    [InlineData(Cmdlets, "ScwSecretBackup.Engine", "ScwSecretBackup.Kloset", "ScwSecretBackup.Scaleway")]
    public void Assembly_references_of_the_product_only(string assembly, params string[] allowed) =>
        Assert.Subset(allowed.ToHashSet(), References(assembly).Where(name => name.StartsWith("ScwSecretBackup", StringComparison.Ordinal)).ToHashSet());

    [Fact]
    public void Engine_is_built_on_both_libraries() =>
        Assert.Superset(new HashSet<string> { "ScwSecretBackup.Kloset", "ScwSecretBackup.Scaleway" }, References(Engine).ToHashSet());

    [Theory]
    [InlineData(Cmdlets, true)]
    [InlineData(Loader, true)]
    [InlineData(Engine, false)]
    [InlineData(Scaleway, false)]
    [InlineData(Kloset, false)]
    public void Only_the_cmdlets_and_the_loader_know_PowerShell(string assembly, bool knows) =>
        Assert.Equal(knows, References(assembly).Contains("System.Management.Automation"));

    [Theory]
    [InlineData(Engine)]
    [InlineData(Scaleway)]
    [InlineData(Kloset)]
    [InlineData(Cmdlets)]
    [InlineData(Loader)]
    public void No_assembly_was_built_for_a_later_runtime_than_PowerShell_7_4_has(string assembly) =>
        Assert.All(Versions(assembly), reference => Assert.True(reference.Version.Major <= 8, $"{reference.Name} {reference.Version}"));

    [Fact]
    public void Neither_PowerShell_nor_the_framework_is_shipped()
    {
        string[] shipped = [.. Directory.EnumerateFiles(BuiltModule.Folder, "*.dll", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))];

        Assert.DoesNotContain("System.Management.Automation.dll", shipped);
        Assert.DoesNotContain("System.Text.Json.dll", shipped);
        Assert.DoesNotContain("Microsoft.Extensions.DependencyInjection.dll", shipped);
    }

    private static IEnumerable<string> References(string assembly) => Read(assembly).Select(reference => reference.Name);

    private static IEnumerable<(string Name, Version Version)> Versions(string assembly) =>
        Read(assembly).Where(reference => reference.Name == "System.Runtime" || reference.Name == "System.Text.Json");

    private static List<(string Name, Version Version)> Read(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(BuiltModule.Folder, assembly)));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))];
    }
}
