namespace ScwSecretBackup.Kloset.Trees;

/// <summary>One key of a tree and what it points to.</summary>
/// <param name="Key">Raw bytes.</param>
/// <param name="Value">Key of a blob.</param>
internal readonly record struct TreeEntry(ReadOnlyMemory<byte> Key, Mac Value);
