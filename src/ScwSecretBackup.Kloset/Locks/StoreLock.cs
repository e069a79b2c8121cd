using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Locks;

/// <summary>A lock on a store (FORMAT §8.8).</summary>
/// <param name="Timestamp">When it was taken or last refreshed.</param>
/// <param name="Hostname">Machine that took it.</param>
/// <param name="Exclusive">True for maintenance, false for backups.</param>
internal sealed record StoreLock(KlosetTime Timestamp, string Hostname, bool Exclusive)
{
    /// <summary>A lock is rewritten this often while it is held.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(5);

    /// <summary>Age from which a lock no longer counts.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(10);

    /// <summary>A lock file is a few hundred bytes; more is not read.</summary>
    public const int MaxFileLength = 64 * 1024;

    public byte[] Write() => throw new NotImplementedException();

    public byte[] Seal(StoreCodec codec) => throw new NotImplementedException();

    public static StoreLock Parse(ReadOnlyMemory<byte> file, Mac id, StoreCodec codec) => throw new NotImplementedException();

    public bool IsStale(DateTimeOffset now) => now - Timestamp.ToDateTimeOffset() >= TimeToLive;
}
