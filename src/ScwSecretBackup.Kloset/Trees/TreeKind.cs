using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Trees;

/// <summary>Which blobs a tree consists of and how its keys are ordered (FORMAT §9.3).</summary>
/// <param name="Name">For messages.</param>
/// <param name="Root">Type of the root record.</param>
/// <param name="Node">Type of the nodes.</param>
/// <param name="Value">Type of the blobs that its values name.</param>
/// <param name="Order">Order of the keys.</param>
internal sealed record TreeKind(string Name, ResourceType Root, ResourceType Node, ResourceType Value, KeyOrder Order)
{
    /// <summary>Path to VFS_ENTRY.</summary>
    public static readonly TreeKind Vfs = new("vfs tree", ResourceType.VfsBtree, ResourceType.VfsNode, ResourceType.VfsEntry, KeyOrder.Path);

    /// <summary>Path, attribute name and separator to XATTR_ENTRY.</summary>
    public static readonly TreeKind Xattr = new("xattr tree", ResourceType.XattrBtree, ResourceType.XattrNode, ResourceType.XattrEntry, KeyOrder.Bytewise);

    /// <summary>Path to ERROR_ENTRY.</summary>
    public static readonly TreeKind Errors = new("error tree", ResourceType.ErrorBtree, ResourceType.ErrorNode, ResourceType.ErrorEntry, KeyOrder.Bytewise);

    /// <summary>"/", MIME type and path to VFS_ENTRY.</summary>
    public static readonly TreeKind ContentTypes = new("content-type index", ResourceType.BtreeRoot, ResourceType.BtreeNode, ResourceType.VfsEntry, KeyOrder.Bytewise);

    /// <summary>Directory to OBJECT of its dirpack.</summary>
    public static readonly TreeKind Dirpacks = new("dirpack index", ResourceType.BtreeRoot, ResourceType.BtreeNode, ResourceType.Object, KeyOrder.Bytewise);

    /// <summary>Directory to VFS_SUMMARY.</summary>
    public static readonly TreeKind Summaries = new("summary index", ResourceType.BtreeRoot, ResourceType.BtreeNode, ResourceType.VfsSummary, KeyOrder.Bytewise);

    public KeyComparer Comparer => KeyComparer.For(Order);

    public override string ToString() => Name;
}
