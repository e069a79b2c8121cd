using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>
/// Collects encoded blobs into packfiles; full ones are sealed and put in the background, a few at a time, which bounds memory.
/// Safe for concurrent use, <see cref="CompleteAsync"/> excepted.
/// </summary>
internal sealed class PackfileQueue : IAsyncDisposable
{
    /// <summary>Blob area from which a packfile is sealed, if CONFIG doesn't say less: small packfiles bound memory.</summary>
    public const long DefaultSealSize = 7 << 20;

    private const int MaxPending = 2;

    // While one packfile is on its way the next may fill up to this near its end.
    private const long NearlyFull = 1 << 20;

    // Hides how long the first blobs are, and keeps a snapshot of nothing new small.
    private const int PaddingLimit = 8 * 1024;

    // For the blob that fills the packfile, the index and the padding behind.
    private const int RoomForEnd = 2 << 20;

    private readonly IStorage _storage;
    private readonly StoreCodec _codec;
    private readonly TimeProvider _timeProvider;
    private readonly long _sealSize;
    private readonly PackfileBuffers _buffers;
    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task<WrittenPackfile>> _uploads = [];
    private readonly ConcurrentDictionary<Mac, bool> _names = new();
    private PackfileBuilder? _current;
    private long _bytesWritten;
    private bool _keep;

    public PackfileQueue(IStorage storage, StoreCodec codec, TimeProvider timeProvider, ulong maxPackfileSize)
    {
        _storage = storage;
        _codec = codec;
        _timeProvider = timeProvider;
        _sealSize = (long)Math.Min(DefaultSealSize, maxPackfileSize);
        _buffers = new PackfileBuffers((int)_sealSize + RoomForEnd);
    }

    /// <summary>Bytes of the packfiles that are in the storage.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Returns when few enough packfiles are on their way.</summary>
    /// <exception cref="KlosetException">One of them could not be written.</exception>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<WrittenPackfile>[] pending = Pending(out bool nearlyFull);
            if (Array.Find(pending, upload => upload.IsFaulted) is { } failed)
            {
                await failed.ConfigureAwait(false);
            }

            if (pending.Length < (nearlyFull ? 1 : MaxPending))
            {
                return;
            }

            Task<WrittenPackfile> finished = await Task.WhenAny(pending).WaitAsync(cancellationToken).ConfigureAwait(false);
            await finished.ConfigureAwait(false);
        }
    }

    /// <summary>Adds a blob. Never waits.</summary>
    public void Add(ResourceType type, Mac id, ReadOnlySpan<byte> encoded)
    {
        lock (_gate)
        {
            _current ??= new PackfileBuilder(_codec, _timeProvider, PaddingLimit, _buffers);
            _current.Add(type, id, encoded);
            if (_current.BlobAreaLength >= _sealSize)
            {
                Seal();
            }
        }
    }

    /// <summary>Writes what is left; returns when every packfile is durable.</summary>
    public async Task<IReadOnlyList<WrittenPackfile>> CompleteAsync(CancellationToken cancellationToken)
    {
        Task<WrittenPackfile>[] uploads;
        lock (_gate)
        {
            Seal();
            uploads = [.. _uploads];
        }

        WrittenPackfile[] written = await Task.WhenAll(uploads).WaitAsync(cancellationToken).ConfigureAwait(false);
        _buffers.Clear();
        return written;
    }

    /// <summary>The packfiles that are durable by now, each once. From now on they stay: a state that names them may exist.</summary>
    public IReadOnlyList<WrittenPackfile> TakeWritten()
    {
        Task<WrittenPackfile>[] written;
        lock (_gate)
        {
            written = [.. _uploads.Where(upload => upload.IsCompletedSuccessfully)];
            _uploads.RemoveAll(written.Contains);
        }

        WrittenPackfile[] taken = [.. written.Select(upload => upload.Result)];
        foreach (WrittenPackfile packfile in taken)
        {
            _names.TryRemove(packfile.Name, out _);
        }

        return taken;
    }

    /// <summary>From now on the packfiles stay, whatever happens: a state that names them may exist.</summary>
    public void Keep() => _keep = true;

    /// <summary>Stops, and removes what was written unless it is to be kept: nothing refers to it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        Task uploads;
        lock (_gate)
        {
            uploads = Task.WhenAll(_uploads);
        }

        await uploads.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (Mac name in _keep ? [] : _names.Keys)
        {
            await TryDeleteAsync(name).ConfigureAwait(false);
        }
    }

    private Task<WrittenPackfile>[] Pending(out bool nearlyFull)
    {
        lock (_gate)
        {
            nearlyFull = _current is not null && _current.BlobAreaLength >= _sealSize - NearlyFull;

            // A failed one counts as pending, so that whoever waits meets its error.
            return [.. _uploads.Where(upload => !upload.IsCompletedSuccessfully)];
        }
    }

    private void Seal()
    {
        if (_current is { Count: > 0 } full)
        {
            _uploads.Add(Task.Run(() => SealAndPutAsync(full), CancellationToken.None));
        }

        _current = null;
    }

    private async Task<WrittenPackfile> SealAndPutAsync(PackfileBuilder builder)
    {
        SealedPackfile packfile = builder.Seal();
        _stop.Token.ThrowIfCancellationRequested();
        _names[packfile.Name] = true;
        await _storage.PutAsync(new StorageKey(StorageArea.Packfile, packfile.Name), packfile.File, _stop.Token).ConfigureAwait(false);
        Interlocked.Add(ref _bytesWritten, packfile.File.Length);
        builder.Release();
        return new WrittenPackfile(packfile.Name, packfile.Entries);
    }

    private async Task TryDeleteAsync(Mac name)
    {
        try
        {
            await _storage.DeleteAsync(new StorageKey(StorageArea.Packfile, name), CancellationToken.None).ConfigureAwait(false);
        }
        catch (KlosetStorageException)
        {
            // An orphan is harmless; maintenance collects it after its grace period.
        }
    }
}
