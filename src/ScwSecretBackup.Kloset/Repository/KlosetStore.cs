using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>An open store: its configuration, its keys and the merged index of its states. Safe for concurrent use.</summary>
public sealed class KlosetStore : IAsyncDisposable
{
    private KlosetStore()
    {
    }

    /// <summary>Repository id.</summary>
    public Guid Id => throw new NotImplementedException();

    /// <summary>Where the store is.</summary>
    public string Location => throw new NotImplementedException();

    /// <summary>Whether content is encrypted.</summary>
    public bool IsEncrypted => throw new NotImplementedException();

    /// <summary>When the store was created, UTC.</summary>
    public DateTimeOffset CreatedAt => throw new NotImplementedException();

    /// <summary>Creates a store. The store takes over <paramref name="storage"/> and disposes it.</summary>
    /// <param name="storage">An empty place.</param>
    /// <param name="passphrase">Raw bytes; null makes a plaintext store.</param>
    /// <param name="options">Format choices.</param>
    /// <param name="timeProvider">Clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<KlosetStore> CreateAsync(IStorage storage, ReadOnlyMemory<byte>? passphrase, StoreCreationOptions options, TimeProvider timeProvider, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens a store. The store takes over <paramref name="storage"/> and disposes it.</summary>
    /// <exception cref="KlosetKeyException">The passphrase is wrong, or missing for an encrypted store.</exception>
    /// <exception cref="KlosetStorageException">There is no store at that place.</exception>
    public static Task<KlosetStore> OpenAsync(IStorage storage, ReadOnlyMemory<byte>? passphrase, TimeProvider timeProvider, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Merges the states that appeared since the last look.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Headers of all snapshots, newest first. Refreshes first.</summary>
    public Task<IReadOnlyList<SnapshotHeader>> ListSnapshotsAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens a snapshot for reading; verifies its signature when it has one.</summary>
    public Task<SnapshotReader> OpenSnapshotAsync(Mac id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Takes the shared lock, refreshes, and begins a snapshot.</summary>
    /// <exception cref="KlosetLockException">An exclusive lock is held.</exception>
    public Task<SnapshotWriter> BeginSnapshotAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
