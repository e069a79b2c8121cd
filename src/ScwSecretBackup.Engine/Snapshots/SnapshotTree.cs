using System.Runtime.CompilerServices;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Finds the directories of secrets in a snapshot's tree, without recursion.</summary>
internal static class SnapshotTree
{
    private const string Root = "/";

    /// <summary>
    /// The directories that hold a secret, each with its metadata file, parents before children and siblings in bytewise order. One below the root that
    /// can't be listed is among them.
    /// </summary>
    /// <exception cref="KlosetFormatException">The root can't be listed.</exception>
    public static async IAsyncEnumerable<SecretDirectory> EnumerateAsync(SnapshotReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = new Stack<string>();
        pending.Push(Root);
        while (pending.TryPop(out string? path))
        {
            IReadOnlyList<SnapshotEntry> children = [];
            KlosetFormatException? damage = null;
            try
            {
                children = await reader.ListDirectoryAsync(path, cancellationToken).ConfigureAwait(false);
            }
            catch (KlosetFormatException exception) when (path != Root)
            {
                damage = exception;
            }

            if (damage is not null)
            {
                yield return SecretDirectory.Unreadable(path, damage);
                continue;
            }

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
