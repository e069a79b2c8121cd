namespace ScwSecretBackup.Kloset.Storage;

/// <summary>Names one file of a store.</summary>
/// <param name="Area">Kind of file.</param>
/// <param name="Id">Its name; <see cref="Mac.Nil"/> for CONFIG.</param>
public readonly record struct StorageKey(StorageArea Area, Mac Id)
{
    /// <summary>The CONFIG file.</summary>
    public static StorageKey Config => new(StorageArea.Config, Mac.Nil);

    /// <summary>Path below the root of the store, with forward slashes (FORMAT §11.1 and §11.2).</summary>
    public string RelativePath => Area switch
    {
        StorageArea.Config => "CONFIG",
        StorageArea.State => $"states/{Id.Shard:x2}/{Id}",
        StorageArea.Packfile => $"packfiles/{Id.Shard:x2}/{Id}",
        _ => $"locks/{Id}",
    };

    /// <inheritdoc />
    public override string ToString() => RelativePath;
}
