using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Kloset.Copying;

/// <summary>
/// What blobs of the source are called in the target. All that such a blob refers to was written with it, so it is valid only while one lock
/// on the target is held, and only as long as no copying failed. Safe for concurrent use.
/// </summary>
internal sealed class BlobMap
{
    private readonly ConcurrentDictionary<(BlobKey Key, bool IsDirpack), Mac> _names = new();

    public bool TryGet(BlobKey source, bool isDirpack, out Mac target) => _names.TryGetValue((source, isDirpack), out target);

    public void Add(BlobKey source, bool isDirpack, Mac target) => _names[(source, isDirpack)] = target;

    public void Clear() => _names.Clear();
}
