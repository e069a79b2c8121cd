using System.Collections;
using System.Management.Automation.Language;

namespace PackageBuilder;

/// <summary>What the package says of itself, all of it from the module's manifest.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _data;
    private readonly Hashtable _galleryData;

    private ModuleManifest(string name, Hashtable data)
    {
        Name = name;
        _data = data;
        _galleryData = (Hashtable)((Hashtable)data["PrivateData"]!)["PSData"]!;
    }

    public string Name { get; }

    public string Version => _galleryData["Prerelease"] is string { Length: > 0 } label ? $"{Text("ModuleVersion")}-{label}" : Text("ModuleVersion");

    public string Description => Text("Description");

    public string Author => Text("Author");

    public string Company => Text("CompanyName");

    public string Copyright => Text("Copyright");

    public string ReleaseNotes => (string)_galleryData["ReleaseNotes"]!;

    public bool RequiresLicenseAcceptance => _galleryData["RequireLicenseAcceptance"] is true;

    public IEnumerable<string> Tags => Strings(_galleryData["Tags"]);

    public IEnumerable<string> Cmdlets => Strings(_data["CmdletsToExport"]);

    /// <summary>Reads the manifest as data, as PowerShell does; nothing in it is run.</summary>
    public static ModuleManifest Read(string moduleFolder)
    {
        string file = Directory.GetFiles(moduleFolder, "*.psd1").Single();
        ScriptBlockAst script = Parser.ParseFile(file, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw new InvalidDataException($"{file}: {errors[0].Message}");
        }

        var data = (Hashtable)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue();
        return new ModuleManifest(Path.GetFileNameWithoutExtension(file), data);
    }

    private string Text(string key) => (string)_data[key]!;

    private static IEnumerable<string> Strings(object? value) => value switch
    {
        string text => [text],
        object[] items => items.Cast<string>(),
        _ => [],
    };
}
