namespace ScwSecretBackup.Kloset.Tests.Golden;

/// <summary>Finds the checkout and the material shared beside it.</summary>
internal static class RepositoryRoot
{
    public static string Folder { get; } = Find();

    public static string SharedFolder { get; } = Path.GetFullPath(Path.Combine(Folder, "..", "shared"));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ScwSecretBackup.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No ScwSecretBackup.sln above '{AppContext.BaseDirectory}'.");
    }
}
