namespace ScwSecretBackup.Kloset.Storage;

/// <summary>Where the files of a store are below its root (FORMAT §11.1).</summary>
internal sealed class FileStorageLayout(string root)
{
    private const int ShardCount = 256;
    private const string ConfigName = "CONFIG";
    private const string LocksName = "locks";
    private const string PackfilesName = "packfiles";
    private const string StatesName = "states";
    private const string TemporaryPrefix = "tmp.";

    private static readonly EnumerationOptions EntriesWithoutLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
    };

    public string Root => root;

    public string PathOf(StorageKey key) => Path.Combine(root, key.RelativePath.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Temporary files lie where plakar puts them: beside the shards, or in the root for locks and CONFIG.</summary>
    public string NewTemporary(StorageArea area) =>
        Path.Combine(area is StorageArea.State or StorageArea.Packfile ? AreaFolder(area) : root, $"{TemporaryPrefix}{Guid.NewGuid():N}");

    /// <summary>
    /// Whether a store fits in: there is nothing but what a creation that was killed leaves, empty folders of the areas and temporary
    /// files in the root. Otherwise nobody could create the store that was begun.
    /// </summary>
    public bool IsFree() => !File.Exists(root) && (!Directory.Exists(root) || new DirectoryInfo(root).EnumerateFileSystemInfos().All(IsOfUnfinishedCreation));

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

    private static bool IsOfUnfinishedCreation(FileSystemInfo entry) => entry switch
    {
        { Attributes: var attributes } when attributes.HasFlag(FileAttributes.ReparsePoint) => false,
        DirectoryInfo folder => folder.Name is StatesName or PackfilesName or LocksName && !folder.EnumerateFiles("*", SearchOption.AllDirectories).Any(),
        _ => entry.Name.StartsWith(TemporaryPrefix, StringComparison.Ordinal)
            && Guid.TryParseExact(entry.Name.AsSpan(TemporaryPrefix.Length), "N", out _),
    };

    private string AreaFolder(StorageArea area) => Path.Combine(root, area switch
    {
        StorageArea.State => StatesName,
        StorageArea.Packfile => PackfilesName,
        _ => LocksName,
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
