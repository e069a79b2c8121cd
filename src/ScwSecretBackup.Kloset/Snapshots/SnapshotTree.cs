using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>The files and directories of a snapshot in the making. Every ancestor is there too. Safe for concurrent use.</summary>
internal sealed class SnapshotTree
{
    // What an ancestor gets that nobody described.
    private static readonly NodeAttributes ImplicitDirectory = new(Convert.ToInt32("700", 8), DateTimeOffset.UnixEpoch);

    private readonly object _gate = new();
    private readonly Dictionary<string, SnapshotNode> _nodes = new(StringComparer.Ordinal)
    {
        [SnapshotPath.Root] = new SnapshotNode(SnapshotPath.Root, SnapshotPath.RootBytes, ImplicitDirectory, null),
    };

    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Something else is at that path, or an ancestor is a file.</exception>
    public void AddFile(string path, StoredObject content, NodeAttributes attributes)
    {
        SnapshotNode node = new(path, SnapshotPath.Encode(path), attributes, content);
        lock (_gate)
        {
            AddAncestors(path);
            if (!_nodes.TryAdd(path, node))
            {
                throw new ArgumentException($"The snapshot has '{path}' already.", nameof(path));
            }
        }
    }

    /// <exception cref="ArgumentException">A file is at that path, or an ancestor is a file.</exception>
    public void AddDirectory(string path, NodeAttributes attributes)
    {
        SnapshotNode node = new(path, SnapshotPath.Encode(path), attributes, null);
        lock (_gate)
        {
            AddAncestors(path);
            if (_nodes.TryGetValue(path, out SnapshotNode? existing) && !existing.IsDirectory)
            {
                throw new ArgumentException($"'{path}' is a file of the snapshot already.", nameof(path));
            }

            _nodes[path] = node;
        }
    }

    /// <summary>Records an error; several about one path become one record.</summary>
    public void AddError(string path, string message)
    {
        SnapshotPath.Encode(path);
        lock (_gate)
        {
            AddAncestors(path);
            _errors[path] = _errors.TryGetValue(path, out string? earlier) ? $"{earlier}\n{message}" : message;
        }
    }

    public bool HasDirectory(string path)
    {
        lock (_gate)
        {
            return _nodes.TryGetValue(path, out SnapshotNode? node) && node.IsDirectory;
        }
    }

    /// <summary>All nodes in the order of the vfs tree: the children of a directory are next to each other, in bytewise order.</summary>
    public SnapshotNode[] SortedNodes()
    {
        lock (_gate)
        {
            return [.. _nodes.Values.OrderBy(node => node.RawPath, KeyComparer.Path)];
        }
    }

    /// <summary>All errors in bytewise order of their paths.</summary>
    public ErrorRecord[] SortedErrors()
    {
        lock (_gate)
        {
            return [.. _errors.Select(error => new ErrorRecord(SnapshotPath.Encode(error.Key), error.Value)).OrderBy(error => error.Path, KeyComparer.Bytewise)];
        }
    }

    /// <summary>Forgets everything, once it is written.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _nodes.Clear();
            _errors.Clear();
        }
    }

    private void AddAncestors(string path)
    {
        while (path != SnapshotPath.Root)
        {
            path = SnapshotPath.Parent(path);
            if (_nodes.TryGetValue(path, out SnapshotNode? ancestor))
            {
                if (!ancestor.IsDirectory)
                {
                    throw new ArgumentException($"'{path}' is a file of the snapshot, so nothing can be below it.", nameof(path));
                }

                return;
            }

            _nodes.Add(path, new SnapshotNode(path, SnapshotPath.Encode(path), ImplicitDirectory, null));
        }
    }
}
