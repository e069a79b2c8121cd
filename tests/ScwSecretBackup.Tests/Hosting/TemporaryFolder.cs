namespace ScwSecretBackup.Tests.Hosting;

/// <summary>A folder of the test's own, removed at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("scw-module-tests-").FullName;

    /// <summary>A path inside that does not exist yet.</summary>
    public string Fresh() => System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N"));

    /// <summary>Names, lengths and times of all files, to see whether anything was touched.</summary>
    public static IReadOnlyList<string> Fingerprint(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
