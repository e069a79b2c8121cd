using System.Text.Json;
using System.Text.RegularExpressions;

namespace PackageBuilder;

/// <summary>A package of others of which the module ships assemblies or native libraries.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Version that was restored.</param>
/// <param name="License">SPDX expression, as the notices say.</param>
/// <param name="ContentHash">SHA-512 of the package as the lock files pin it, in lowercase hex.</param>
/// <param name="Files">Assemblies and native libraries, by names relative to <c>deps/</c>.</param>
/// <param name="Dependencies">Names of packages it needs, shipped or not.</param>
internal sealed partial record ShippedPackage(
    string Name, string Version, string License, string ContentHash, IReadOnlyList<string> Files, IReadOnlyList<string> Dependencies)
{
    public string Purl => $"pkg:nuget/{Name}@{Version}";

    /// <summary>Reads what the build restored and what the notices say of it; both must name the same packages in the same versions.</summary>
    public static IReadOnlyList<ShippedPackage> Read(string moduleFolder)
    {
        Dictionary<string, string> noticed = ReadNotices(Path.Combine(moduleFolder, "THIRD-PARTY-NOTICES.md"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Directory.GetFiles(Path.Combine(moduleFolder, "deps"), "*.deps.json").Single()));
        JsonElement libraries = document.RootElement.GetProperty("libraries");
        JsonElement target = document.RootElement.GetProperty("targets").EnumerateObject().Single().Value;
        ShippedPackage[] shipped = [.. target.EnumerateObject()
            .Where(library => libraries.GetProperty(library.Name).GetProperty("type").GetString() == "package" && FilesOf(library.Value).Any())
            .OrderBy(library => library.Name, StringComparer.Ordinal)
            .Select(library => Read(library, libraries.GetProperty(library.Name), noticed))];
        return noticed.Keys.Except(shipped.Select(package => $"{package.Name} {package.Version}")).FirstOrDefault() is { } stale
            ? throw new InvalidDataException($"THIRD-PARTY-NOTICES.md names {stale}, which is not shipped.")
            : shipped;
    }

    private static ShippedPackage Read(JsonProperty library, JsonElement origin, Dictionary<string, string> noticed)
    {
        string[] identity = library.Name.Split('/');
        if (!noticed.TryGetValue($"{identity[0]} {identity[1]}", out string? license))
        {
            throw new InvalidDataException($"THIRD-PARTY-NOTICES.md lacks a section '## {identity[0]} {identity[1]} (licence)'.");
        }

        byte[] hash = Convert.FromBase64String(origin.GetProperty("sha512").GetString()!["sha512-".Length..]);
        string[] dependencies = library.Value.TryGetProperty("dependencies", out JsonElement needed) ? [.. needed.EnumerateObject().Select(package => package.Name)] : [];
        return new ShippedPackage(identity[0], identity[1], license, Convert.ToHexStringLower(hash), [.. FilesOf(library.Value)], dependencies);
    }

    // Assemblies lie in deps/ itself, wherever their package has them; a native library keeps the folder of its platform.
    private static IEnumerable<string> FilesOf(JsonElement library) =>
        Names(library, "runtime").Select(name => Path.GetFileName(name)).Concat(Names(library, "runtimeTargets"));

    private static IEnumerable<string> Names(JsonElement library, string assets) =>
        library.TryGetProperty(assets, out JsonElement files) ? files.EnumerateObject().Select(file => file.Name) : [];

    private static Dictionary<string, string> ReadNotices(string file) =>
        Section().Matches(File.ReadAllText(file)).ToDictionary(section => $"{section.Groups["name"].Value} {section.Groups["version"].Value}", section => section.Groups["license"].Value);

    [GeneratedRegex(@"^## (?<name>\S+) (?<version>\S+) \((?<license>[^)\r\n]+)\)\r?$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
