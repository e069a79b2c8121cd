using System.Formats.Tar;
using System.IO.Compression;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>Stores that plakar wrote.</summary>
internal static class GoldenStore
{
    /// <summary>Unpacks a store and returns its folder.</summary>
    public static string Unpack(string name, TemporaryFolder folder)
    {
        using FileStream archive = File.OpenRead(Path.Combine(FindShared(), "golden", $"{name}.tar.gz"));
        using var content = new GZipStream(archive, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(content, folder.Path, overwriteFiles: false);
        return Path.Combine(folder.Path, name, "store");
    }

    private static string FindShared() =>
        Path.Combine(Directory.GetParent(SourceTree.Root)?.FullName ?? throw new DirectoryNotFoundException("The repository has no parent folder."), "shared");
}
