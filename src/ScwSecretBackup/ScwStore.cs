using ScwSecretBackup.Completion;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup;

/// <summary>An open store. Deriving its key is slow on purpose, so open it once and pass it on; <c>Close-ScwStore</c> forgets the key.</summary>
public sealed class ScwStore
{
    private readonly KlosetStore _store;
    private int _closed;

    internal ScwStore(KlosetStore store)
    {
        _store = store;
        Id = store.Id;
        Location = store.Location;
        IsEncrypted = store.IsEncrypted;
        CreatedAt = store.CreatedAt;
    }

    /// <summary>Repository id.</summary>
    public Guid Id { get; }

    /// <summary>Where the store is.</summary>
    public string Location { get; }

    /// <summary>Whether its content is encrypted.</summary>
    public bool IsEncrypted { get; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Whether the handle can still be used.</summary>
    public bool IsOpen => Volatile.Read(ref _closed) == 0;

    /// <summary>Whether it is a plaintext store although a passphrase was meant for it.</summary>
    internal bool LacksEncryption { get; init; }

    /// <summary>Where the store is.</summary>
    public override string ToString() => Location;

    /// <summary>Names of secrets that commands met in snapshots of this store, for completion.</summary>
    internal KnownSecrets KnownSecrets { get; } = new();

    /// <summary>The open store, or null when the handle was closed.</summary>
    internal KlosetStore? TryUse() => IsOpen ? _store : null;

    internal async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            KnownSecrets.Clear();
            await _store.DisposeAsync().ConfigureAwait(false);
        }
    }
}
