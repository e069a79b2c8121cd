using System.Runtime.CompilerServices;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Finds the directories of secrets in a snapshot's tree, without recursion.</summary>
internal static class SnapshotTree
{
    /// <summary>The directories that hold a secret, each with its metadata file, parents before children and siblings in bytewise order.</summary>
    public static async IAsyncEnumerable<SecretDirectory> EnumerateAsync(SnapshotReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = new Stack<string>();
        pending.Push("/");
        while (pending.TryPop(out string? path))
        {
            IReadOnlyList<SnapshotEntry> children = await reader.ListDirectoryAsync(path, cancellationToken).ConfigureAwait(false);
            SnapshotEntry? document = children.FirstOrDefault(child => child.Name == SnapshotLayout.SecretFileName);
            for (int i = children.Count - 1; i >= 0; i--)
            {
                if (children[i].IsDirectory && children[i].Name != SnapshotLayout.VersionsDirectoryName)
                {
                    pending.Push(children[i].Path);
                }
            }

            if (document is not null)
            {
                yield return new SecretDirectory(path, document, children.Any(child => child.IsDirectory && child.Name == SnapshotLayout.VersionsDirectoryName));
            }
        }
    }
}
