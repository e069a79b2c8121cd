namespace PackageBuilder;

/// <summary>The files of the module, by names relative to it with forward slashes, in ordinal order.</summary>
internal static class ModuleContent
{
    private static readonly string[] Required = ["LICENSE", "THIRD-PARTY-NOTICES.md", "README.md", "CHANGELOG.md"];

    public static IReadOnlyList<string> List(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];
        if (Required.Except(files).FirstOrDefault() is { } missing)
        {
            throw new InvalidDataException($"{missing} is missing in {folder}.");
        }

        // What nobody expects there must not reach users: symbols, documentation for compilers, something of somebody's experiment.
        return Array.Find(files, file => !IsExpected(file)) is { } unexpected
            ? throw new InvalidDataException($"{unexpected} is in {folder}, but no part of the module. Delete the folder and build again.")
            : files;
    }

    private static bool IsExpected(string file) => Path.GetDirectoryName(file) switch
    {
        "" => Required.Contains(file) || Path.GetExtension(file) is ".dll" or ".psd1" or ".ps1xml",
        "deps" => Path.GetExtension(file) == ".dll" || file.EndsWith(".deps.json", StringComparison.Ordinal),
        "en-US" => file.EndsWith(".dll-Help.xml", StringComparison.Ordinal) || file.EndsWith(".help.txt", StringComparison.Ordinal),
        _ => file.Split('/') is ["deps", "runtimes", _, "native", _] && Path.GetExtension(file) is ".dll" or ".so" or ".dylib",
    };
}
