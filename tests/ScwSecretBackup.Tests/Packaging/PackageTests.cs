using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>The package that galleries get; all other tests run against what comes out of it.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly ZipArchive _package = ZipFile.OpenRead(BuiltModule.Package);

    public void Dispose() => _package.Dispose();

    [Fact]
    public void Package_is_named_by_its_id_and_version()
    {
        XElement metadata = Nuspec();

        Assert.Equal(BuiltModule.Name, Text(metadata, "id"));
        Assert.Equal(BuiltModule.ProductVersion, Text(metadata, "version"));
        Assert.Equal($"{BuiltModule.Name}.{BuiltModule.ProductVersion}.nupkg", Path.GetFileName(BuiltModule.Package));
    }

    [Fact]
    public void Module_lies_at_the_root_with_its_licence_notices_and_help()
    {
        string[] names = [.. _package.Entries.Select(entry => entry.FullName)];

        Assert.Superset(
            new HashSet<string> { "ScwSecretBackup.psd1", "ScwSecretBackup.dll", "ScwSecretBackup.Loader.dll", "LICENSE", "THIRD-PARTY-NOTICES.md", "README.md", "CHANGELOG.md", "sbom.cdx.json", "en-US/ScwSecretBackup.dll-Help.xml" },
            names.ToHashSet());
        Assert.DoesNotContain(names, name => name.Split('/')[0] is "build" or "lib" or "content" or "tools" or "buildTransitive");
    }

    [Fact]
    public void Neither_symbols_nor_documentation_for_compilers_are_shipped() =>
        Assert.All(_package.Entries, entry => Assert.True(
            entry.FullName is "[Content_Types].xml" || Path.GetExtension(entry.FullName) is not (".pdb" or ".xml") || entry.FullName.EndsWith("-Help.xml", StringComparison.Ordinal),
            entry.FullName));

    [Fact]
    public void Entries_are_sorted_and_of_one_time_so_that_equal_builds_give_equal_packages()
    {
        Assert.Equal(_package.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal), _package.Entries.Select(entry => entry.FullName));
        Assert.Equal(new DateTime(1980, 1, 1), Assert.Single(_package.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct()));
        Assert.Single(_package.Entries.Select(entry => entry.ExternalAttributes).Distinct());
    }

    [Fact]
    public void Tags_are_those_by_which_PowerShell_finds_modules_and_cmdlets()
    {
        string[] tags = Text(Nuspec(), "tags").Split(' ');

        Assert.Superset(new HashSet<string> { "PSModule", "PSEdition_Core", "PSIncludes_Cmdlet", "Scaleway", "PSCommand_Restore-ScwSecret" }, tags.ToHashSet());
        Assert.Equal(
            SurfaceTests.Cmdlets.Select(row => $"PSCmdlet_{row.Data}").Order(StringComparer.Ordinal),
            tags.Where(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nuspec_names_a_licence_and_a_readme_that_are_in_the_package()
    {
        XElement metadata = Nuspec();

        Assert.NotNull(_package.GetEntry(Text(metadata, "license")));
        Assert.NotNull(_package.GetEntry(Text(metadata, "readme")));
        Assert.Equal("false", Text(metadata, "requireLicenseAcceptance"));
        Assert.All(metadata.Elements(), element => Assert.NotEmpty(element.Value));
    }

    [Fact]
    public void Every_library_of_others_has_its_package_in_the_notices_and_in_the_bill()
    {
        JsonElement[] components = [.. Bill().GetProperty("components").EnumerateArray()];
        string notices = Read("THIRD-PARTY-NOTICES.md");

        string[] listed = [.. components.SelectMany(component => component.GetProperty("components").EnumerateArray()).Select(file => file.GetProperty("name").GetString()!)];
        string[] shipped = [.. _package.Entries.Select(entry => entry.FullName)
            .Where(name => name.StartsWith("deps/", StringComparison.Ordinal) && !name.StartsWith("deps/ScwSecretBackup.", StringComparison.Ordinal))];
        Assert.Equal(shipped.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.All(components, component => Assert.Contains($"## {component.GetProperty("name")} {component.GetProperty("version")} ({License(component)})", notices, StringComparison.Ordinal));
        Assert.All(components, component => Assert.Contains($"## {License(component)}\n", notices, StringComparison.Ordinal));
    }

    [Fact]
    public void Bill_names_what_the_lock_file_pins_and_leaves_out_only_what_ships_no_assembly()
    {
        Dictionary<string, string> pinned = LockedPackages();
        Dictionary<string, string> billed = Bill().GetProperty("components").EnumerateArray().ToDictionary(
            component => $"{component.GetProperty("name")} {component.GetProperty("version")}",
            component => component.GetProperty("hashes")[0].GetProperty("content").GetString()!);

        Assert.All(billed, package => Assert.Equal(pinned.GetValueOrDefault(package.Key), package.Value));
        Assert.All(pinned.Keys.Except(billed.Keys), package => Assert.Null(_package.GetEntry($"deps/{package.Split(' ')[0]}.dll")));
    }

    [Fact]
    public void Notices_name_the_packages_of_the_bill_and_no_other()
    {
        IEnumerable<string> noticed = System.Text.RegularExpressions.Regex.Matches(Read("THIRD-PARTY-NOTICES.md"), @"(?m)^## (\S+ \d\S*) \(").Select(heading => heading.Groups[1].Value);

        Assert.Equal(
            Bill().GetProperty("components").EnumerateArray().Select(component => $"{component.GetProperty("name")} {component.GetProperty("version")}").Order(StringComparer.Ordinal),
            noticed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Packing_again_elsewhere_and_later_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        string name = Path.GetFileName(BuiltModule.Package);
        string[] packages = [Path.Combine(folder.Path, "one", name), Path.Combine(folder.Path, "two", name)];
        foreach (string package in packages)
        {
            string module = Path.Combine(Path.GetDirectoryName(package)!, "some", "place", BuiltModule.Name);
            CopyLaidOut(module);
            Assert.Equal(0, PackageBuilderRun(module, package));
        }

        Assert.Equal(File.ReadAllBytes(packages[0]), File.ReadAllBytes(packages[1]));
        Assert.Equal(File.ReadAllBytes(BuiltModule.Package), File.ReadAllBytes(packages[0]));
    }

    [Fact]
    public void Bill_has_the_hashes_of_what_is_shipped()
    {
        IEnumerable<JsonElement> files = Bill().GetProperty("components").EnumerateArray().Append(Bill().GetProperty("metadata").GetProperty("component"))
            .SelectMany(component => component.GetProperty("components").EnumerateArray());

        Assert.All(files, file =>
        {
            using Stream content = _package.GetEntry(file.GetProperty("name").GetString()!)!.Open();
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), file.GetProperty("hashes")[0].GetProperty("content").GetString());
        });
    }

    [Fact]
    public void Nothing_of_our_own_names_a_folder_of_the_machine_that_built_a_release()
    {
        Assert.SkipWhen(IsDebugBuild(), "A debug build keeps the paths that a debugger needs.");

        Assert.All(_package.Entries.Where(entry => Path.GetFileName(entry.FullName).StartsWith(BuiltModule.Name, StringComparison.Ordinal)), entry =>
        {
            string content = Read(entry.FullName);
            Assert.DoesNotContain("/src/ScwSecretBackup", content.Replace("/_/src/ScwSecretBackup", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });
    }

    private static bool IsDebugBuild()
    {
        using var module = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(Path.Combine(BuiltModule.Folder, "ScwSecretBackup.dll")));
        System.Reflection.PortableExecutable.DebugDirectoryEntry entry = module.ReadDebugDirectory().First(debug => debug.Type == System.Reflection.PortableExecutable.DebugDirectoryEntryType.CodeView);
        return !module.ReadCodeViewDebugDirectoryData(entry).Path.StartsWith("/_/", StringComparison.Ordinal);
    }

    // What an installation has, less what the packing adds; with new times, as a checkout gives them.
    private static void CopyLaidOut(string folder)
    {
        foreach (string file in Directory.GetFiles(BuiltModule.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "sbom.cdx.json"))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(BuiltModule.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, File.ReadAllBytes(file));
        }
    }

    private static int PackageBuilderRun(string module, string package)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [BuiltModule.PackageBuilder, module, package]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static Dictionary<string, string> LockedPackages()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SourceTree.Root, "src", "ScwSecretBackup.Engine", "packages.lock.json")));
        return document.RootElement.GetProperty("dependencies").GetProperty("net8.0").EnumerateObject()
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .ToDictionary(
                package => $"{package.Name} {package.Value.GetProperty("resolved")}",
                package => Convert.ToHexStringLower(Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!)));
    }

    private XElement Nuspec() => XDocument.Parse(Read($"{BuiltModule.Name}.nuspec")).Root!.Elements().Single();

    private JsonElement Bill() => JsonDocument.Parse(Read("sbom.cdx.json")).RootElement;

    private string Read(string name)
    {
        using var reader = new StreamReader(_package.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string License(JsonElement component) => component.GetProperty("licenses")[0].GetProperty("license").GetProperty("id").GetString()!;

    private static string Text(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
