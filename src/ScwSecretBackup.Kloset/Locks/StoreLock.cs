using System.Buffers;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Storage;

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

    /// <summary>The plaintext record.</summary>
    public byte[] Write()
    {
        MsgpackWriter writer = new();
        writer.WriteMapHeader(4);
        writer.WriteString("version");
        writer.WriteUInt32(KlosetVersion.Current(ResourceType.Lock).Word);
        writer.WriteString("timestamp");
        writer.WriteTime(Timestamp);
        writer.WriteString("hostname");
        writer.WriteString(Hostname);
        writer.WriteString("exclusive");
        writer.WriteBoolean(Exclusive);
        return writer.ToArray();
    }

    /// <summary>The whole file.</summary>
    public byte[] Seal(StoreCodec codec) =>
        Envelope.Seal(ResourceType.Lock, KlosetVersion.Current(ResourceType.Lock), codec.Encode(Write()), codec.Mac);

    /// <summary>Verifies and parses a lock file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="id">Name it is stored under, for messages.</param>
    /// <param name="codec">Codec of the store.</param>
    /// <exception cref="KlosetFormatException">The file is damaged.</exception>
    /// <exception cref="KlosetVersionException">The file is newer than this library.</exception>
    public static StoreLock Parse(ReadOnlyMemory<byte> file, Mac id, StoreCodec codec)
    {
        string name = new StorageKey(StorageArea.Lock, id).RelativePath;
        ReadOnlyMemory<byte> payload = Envelope.Open(file, ResourceType.Lock, codec.Mac, name, out _);
        using IMemoryOwner<byte> record = codec.Decode(payload.Span, MaxFileLength, $"lock '{name}'");
        return Read(new MsgpackReader(record.Memory.Span, $"lock '{name}'"));
    }

    /// <summary>Whether the lock no longer counts. A time in the future is another machine's clock, so such a lock counts.</summary>
    public bool IsStale(DateTimeOffset now) => now - Timestamp.ToDateTimeOffset() >= TimeToLive;

    private static StoreLock Read(MsgpackReader reader)
    {
        StoreLock read = new(KlosetTime.GoZero, "", Exclusive: false);
        for (int fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            switch (reader.ReadString())
            {
                case "timestamp":
                    read = read with { Timestamp = reader.ReadTime() };
                    break;
                case "hostname":
                    read = read with { Hostname = reader.ReadString() };
                    break;
                case "exclusive":
                    read = read with { Exclusive = reader.ReadBoolean() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return read;
    }
}
