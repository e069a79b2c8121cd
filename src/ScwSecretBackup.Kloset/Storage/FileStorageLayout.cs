namespace ScwSecretBackup.Kloset.Storage;

/// <summary>Where the files of a store are below its root (FORMAT §11.1).</summary>
internal sealed class FileStorageLayout(string root)
{
    private const int ShardCount = 256;
    private const string ConfigName = "CONFIG";

    private static readonly EnumerationOptions EntriesWithoutLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
    };

    public string Root => root;

    public string PathOf(StorageKey key) => Path.Combine(root, key.RelativePath.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Temporary files lie where plakar puts them: beside the shards, or in the root for locks and CONFIG.</summary>
    public string TemporaryFolder(StorageArea area) => area is StorageArea.State or StorageArea.Packfile ? AreaFolder(area) : root;

    public bool IsEmpty() => !Directory.EnumerateFileSystemEntries(root).Any();

    /// <summary>Creates the whole skeleton: plakar's own writes fail when a shard folder is missing.</summary>
    public void CreateFolders()
    {
        PrivateFolder.Create(root);
        foreach (StorageArea area in new[] { StorageArea.Packfile, StorageArea.State })
        {
            PrivateFolder.Create(AreaFolder(area));
            for (int shard = 0; shard < ShardCount; shard++)
            {
                PrivateFolder.Create(Path.Combine(AreaFolder(area), shard.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
            }

            FolderSync.Flush(AreaFolder(area));
        }

        PrivateFolder.Create(AreaFolder(StorageArea.Lock));
        FolderSync.Flush(root);
        if (Path.GetDirectoryName(root) is { } parent)
        {
            FolderSync.Flush(parent);
        }
    }

    /// <summary>Recreates the folder of a file, which version control or a copy may have dropped while it was empty.</summary>
    public static void RestoreFolderOf(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        PrivateFolder.Create(folder);
        FolderSync.Flush(Path.GetDirectoryName(folder)!);
    }

    /// <summary>The files of an area under their exact names; everything else that may lie around is ignored.</summary>
    public List<Mac> List(StorageArea area)
    {
        List<Mac> ids = [];
        switch (area)
        {
            case StorageArea.Config:
                if (File.Exists(Path.Combine(root, ConfigName)))
                {
                    ids.Add(Mac.Nil);
                }

                break;
            case StorageArea.Lock:
                AddFiles(AreaFolder(area), shard: null, ids);
                break;
            default:
                AddShards(AreaFolder(area), ids);
                break;
        }

        return ids;
    }

    private string AreaFolder(StorageArea area) => Path.Combine(root, area switch
    {
        StorageArea.State => "states",
        StorageArea.Packfile => "packfiles",
        _ => "locks",
    });

    private static void AddShards(string folder, List<Mac> ids)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string shardFolder in Directory.EnumerateDirectories(folder, "*", EntriesWithoutLinks))
        {
            string name = Path.GetFileName(shardFolder);
            if (name.Length == 2)
            {
                AddFiles(shardFolder, name, ids);
            }
        }
    }

    private static void AddFiles(string folder, string? shard, List<Mac> ids)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", EntriesWithoutLinks))
        {
            string name = Path.GetFileName(path);
            bool isExact = Mac.TryParse(name, out Mac id) && string.Equals(id.ToString(), name, StringComparison.Ordinal);
            if (isExact && (shard is null || name.StartsWith(shard, StringComparison.Ordinal)))
            {
                ids.Add(id);
            }
        }
    }
}
