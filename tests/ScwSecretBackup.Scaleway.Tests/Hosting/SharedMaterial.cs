namespace ScwSecretBackup.Scaleway.Tests.Hosting;

/// <summary>Material next to the repository, <c>../shared</c> from its root.</summary>
internal static class SharedMaterial
{
    public static string Recordings { get; } = Path.Combine(FindRoot(), "..", "shared", "scaleway", "recorded");

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ScwSecretBackup.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside the repository: ScwSecretBackup.sln is in no parent folder.");
    }
}
