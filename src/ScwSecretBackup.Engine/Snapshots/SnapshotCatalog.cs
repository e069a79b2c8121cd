using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Finds snapshots and reads what they hold.</summary>
public sealed class SnapshotCatalog
{
    /// <summary>Reads from an open store.</summary>
    public SnapshotCatalog(KlosetStore store)
    {
    }

    /// <summary>All snapshots, newest first; foreign ones included.</summary>
    public Task<IReadOnlyList<SnapshotHeader>> ListAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The snapshot whose id starts with <paramref name="idOrPrefix"/> (at least 4 hex digits), or <c>latest</c>.</summary>
    /// <exception cref="EngineException">None, or more than one, matches.</exception>
    public Task<SnapshotHeader> ResolveAsync(string idOrPrefix, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The secrets of a snapshot in order of their directories.</summary>
    /// <exception cref="EngineException">The snapshot is foreign, damaged or of a newer format.</exception>
    public IAsyncEnumerable<SnapshotSecret> ReadSecretsAsync(SnapshotHeader snapshot, CancellationToken cancellationToken) => throw new NotImplementedException();
}
