using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Entries of all trees of a snapshot; those of an index that it doesn't have are null.</summary>
/// <param name="Entries">Path to VFS_ENTRY.</param>
/// <param name="Xattrs">Key to XATTR_ENTRY.</param>
/// <param name="Errors">Path to ERROR_ENTRY.</param>
/// <param name="ContentTypes">Key to VFS_ENTRY.</param>
/// <param name="Dirpacks">Directory to OBJECT.</param>
/// <param name="Summaries">Directory to VFS_SUMMARY.</param>
internal sealed record SnapshotTrees(
    List<TreeEntry> Entries,
    List<TreeEntry> Xattrs,
    List<TreeEntry> Errors,
    List<TreeEntry>? ContentTypes,
    List<TreeEntry>? Dirpacks,
    List<TreeEntry>? Summaries);
