using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ScwSecretBackup.Kloset.Tests.Golden;

/// <summary>Golden stores of <c>../shared/golden</c>, each extracted at most once per test run and deleted when the run ends.</summary>
public static class GoldenStores
{
    private static readonly string RunFolder = Directory.CreateTempSubdirectory("kloset-golden-").FullName;
    private static readonly ConcurrentDictionary<string, Lazy<GoldenStore>> Stores = new(StringComparer.Ordinal);

    /// <summary>Names of all golden stores.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "a-plaintext",
        "b-encrypted",
        "c-secrets-encrypted",
        "c-secrets-plaintext",
        "d-variants-nocompress",
        "e-encrypted-rm",
        "f-encrypted-maintained",
    ];

    public static GoldenStore Get(string name) => Stores.GetOrAdd(name, key => new Lazy<GoldenStore>(() => Extract(key))).Value;

    /// <summary>Deletes what was extracted; for the end of the run.</summary>
    internal static void Delete() => Directory.Delete(RunFolder, recursive: true);

    private static GoldenStore Extract(string name)
    {
        string source = Path.Combine(RepositoryRoot.SharedFolder, "golden");
        using (FileStream file = File.OpenRead(Path.Combine(source, name + ".tar.gz")))
        using (GZipStream tar = new(file, CompressionMode.Decompress))
        {
            TarFile.ExtractToDirectory(tar, RunFolder, overwriteFiles: false);
        }

        JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(source, name + ".MANIFEST.json")));
        string? passphrase = manifest.RootElement.GetProperty("passphrase").GetString();
        return new GoldenStore(name, Path.Combine(RunFolder, name, "store"), manifest, passphrase is null ? null : Encoding.UTF8.GetBytes(passphrase));
    }
}
