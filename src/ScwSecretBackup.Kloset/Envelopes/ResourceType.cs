namespace ScwSecretBackup.Kloset.Envelopes;

/// <summary>What a file or a blob is (FORMAT §1.2). Other numbers may occur in a store and are carried through.</summary>
internal enum ResourceType : byte
{
    None = 0,
    Config = 1,
    Lock = 2,
    State = 3,
    Packfile = 4,
    Snapshot = 5,
    Signature = 6,
    Object = 7,
    Chunk = 9,
    VfsBtree = 10,
    VfsNode = 11,
    VfsEntry = 12,
    ErrorBtree = 13,
    ErrorNode = 14,
    ErrorEntry = 15,
    XattrBtree = 16,
    XattrNode = 17,
    XattrEntry = 18,
    BtreeRoot = 19,
    BtreeNode = 20,
    VfsSummary = 21,
    Random = 255,
}
