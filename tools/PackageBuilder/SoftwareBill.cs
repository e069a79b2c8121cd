using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PackageBuilder;

/// <summary>The software bill of materials, CycloneDX 1.6: the module, its assemblies, and the packages of others it ships.</summary>
internal static class SoftwareBill
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ModuleManifest manifest, IReadOnlyList<ShippedPackage> packages, IReadOnlyList<string> files, string folder)
    {
        string module = $"pkg:nuget/{manifest.Name}@{manifest.Version}";
        HashSet<string> foreign = [.. packages.SelectMany(package => package.Files).Select(file => $"deps/{file}")];
        IEnumerable<string> own = files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal) && !foreign.Contains(file));
        JsonObject component = Component("library", manifest.Name, manifest.Version, module, "MIT");
        component["publisher"] = manifest.Author;
        component["description"] = manifest.Description;
        component["components"] = Array(own.Select(file => ShippedFile(file, folder)));
        var bill = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["lifecycles"] = new JsonArray(new JsonObject { ["phase"] = "build" }), ["component"] = component },
            ["components"] = Array(packages.Select(package => Package(package, folder))),
            ["dependencies"] = Array(packages.Select(package => Dependency(package.Purl, package.Dependencies, packages))
                .Prepend(Dependency(module, [.. packages.Select(package => package.Name)], packages))),
        };
        return JsonSerializer.SerializeToUtf8Bytes(bill, Options);
    }

    private static JsonObject Package(ShippedPackage package, string folder)
    {
        JsonObject component = Component("library", package.Name, package.Version, package.Purl, package.License);
        component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = package.ContentHash });
        component["components"] = Array(package.Files.Select(file => ShippedFile($"deps/{file}", folder)));
        return component;
    }

    private static JsonObject Component(string type, string name, string version, string purl, string license) => new()
    {
        ["type"] = type,
        ["bom-ref"] = purl,
        ["name"] = name,
        ["version"] = version,
        ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = license } }),
        ["purl"] = purl,
    };

    private static JsonObject ShippedFile(string file, string folder) => new()
    {
        ["type"] = "file",
        ["name"] = file,
        ["hashes"] = new JsonArray(new JsonObject
        {
            ["alg"] = "SHA-256",
            ["content"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file)))),
        }),
    };

    private static JsonObject Dependency(string reference, IReadOnlyList<string> needed, IReadOnlyList<ShippedPackage> packages) => new()
    {
        ["ref"] = reference,
        ["dependsOn"] = new JsonArray([.. packages.Where(package => needed.Contains(package.Name)).Select(package => JsonValue.Create(package.Purl))]),
    };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
