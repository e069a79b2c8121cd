namespace ScwSecretBackup;

/// <summary>What <c>-Store</c> takes: a handle from <c>Open-ScwStore</c> or <c>New-ScwStore</c>, or the folder of a store.</summary>
public sealed class ScwStoreReference
{
    internal ScwStoreReference(ScwStore handle) => Handle = handle;

    internal ScwStoreReference(string path) => Path = path;

    /// <summary>The handle, or null when a folder was given.</summary>
    internal ScwStore? Handle { get; }

    /// <summary>The folder as the user wrote it, or null when a handle was given.</summary>
    internal string? Path { get; }

    /// <summary>Where the store is.</summary>
    public override string ToString() => Handle?.Location ?? Path ?? "";
}
