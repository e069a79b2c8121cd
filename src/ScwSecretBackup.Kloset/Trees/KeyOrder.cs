namespace ScwSecretBackup.Kloset.Trees;

/// <summary>How the keys of a tree are ordered (FORMAT §9.3). Always by raw bytes, never by UTF-16 code units.</summary>
internal enum KeyOrder
{
    /// <summary>memcmp; the shorter of two with one prefix comes first.</summary>
    Bytewise,

    /// <summary>Fewer slashes first, then bytewise: the children of a directory lie next to each other.</summary>
    Path,
}
