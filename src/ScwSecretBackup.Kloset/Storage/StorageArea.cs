namespace ScwSecretBackup.Kloset.Storage;

/// <summary>The four kinds of files a store consists of (FORMAT §11.1).</summary>
public enum StorageArea
{
    /// <summary>The single <c>CONFIG</c> file.</summary>
    Config,

    /// <summary>Files below <c>states/xx/</c>.</summary>
    State,

    /// <summary>Files below <c>packfiles/xx/</c>.</summary>
    Packfile,

    /// <summary>Files below <c>locks/</c>.</summary>
    Lock,
}
