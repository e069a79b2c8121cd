using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>Collects encoded blobs into one packfile (FORMAT §7). For one thread, one packfile.</summary>
internal sealed class PackfileBuilder
{
    /// <summary>Upper bound of <see cref="BlobAreaLength"/>: a packfile is built in memory.</summary>
    public const int MaxBlobAreaLength = 1024 * 1024 * 1024 + (64 * 1024 * 1024);

    private const int MinTrailingPadding = 8 * 1024;

    private readonly StoreCodec _codec;
    private readonly long _unixNanoseconds;
    private readonly PackfileBuffers _buffers;
    private readonly List<PackfileIndexEntry> _entries = [];
    private byte[] _file;
    private int _length;

    /// <param name="codec">Codec of the store.</param>
    /// <param name="timeProvider">Clock for the footer's time, which is that of this call.</param>
    /// <param name="paddingLimit">Largest leading RANDOM blob in bytes; 0 for none. Trailing padding is always added.</param>
    /// <param name="buffers">Where it is built.</param>
    public PackfileBuilder(StoreCodec codec, TimeProvider timeProvider, int paddingLimit, PackfileBuffers buffers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(paddingLimit);
        _codec = codec;
        _unixNanoseconds = KlosetTime.FromDateTimeOffset(timeProvider.GetUtcNow()).ToUnixNanoseconds();
        _buffers = buffers;
        _file = buffers.Rent(Envelope.HeaderSize);
        Envelope.WriteHeader(Take(Envelope.HeaderSize), ResourceType.Packfile, KlosetVersion.Current(ResourceType.Packfile));
        if (paddingLimit > 0)
        {
            AppendPadding(RandomNumberGenerator.GetInt32(paddingLimit) + 1);
        }
    }

    /// <summary>Bytes of all blobs so far, padding included.</summary>
    public long BlobAreaLength => _length - Envelope.HeaderSize;

    /// <summary>Blobs added, padding not counted.</summary>
    public int Count { get; private set; }

    /// <summary>Appends a blob.</summary>
    /// <param name="type">Kind of blob.</param>
    /// <param name="blob">Its key.</param>
    /// <param name="encoded">Its bytes as <see cref="StoreCodec.Encode"/> made them.</param>
    public void Add(ResourceType type, Mac blob, ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length > MaxBlobAreaLength - BlobAreaLength)
        {
            throw new ArgumentException($"A blob of {encoded.Length} bytes does not fit into a packfile that holds {BlobAreaLength}.", nameof(encoded));
        }

        Append(type, blob, encoded);
        Count++;
    }

    /// <summary>Ends the packfile: padding, index, footer, HMAC, name.</summary>
    public SealedPackfile Seal()
    {
        AppendPadding(TrailingPaddingSize());
        long blobAreaLength = BlobAreaLength;
        byte[] index = PackfileIndex.Write(_entries);
        PackfileFooter footer = new(_unixNanoseconds, (uint)_entries.Count, (ulong)blobAreaLength, _codec.Mac.Compute(index), Flags: 0);
        byte[] encodedFooter = _codec.Encode(footer.Write());
        Write(_codec.Encode(index));
        Write(encodedFooter);
        BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), (uint)encodedFooter.Length);
        Take(Envelope.FooterSize);

        Memory<byte> file = _file.AsMemory(0, _length);
        Envelope.WriteFooter(file.Span, _codec.Mac);
        return new SealedPackfile(_codec.Mac.Compute(Envelope.Payload(file).Span), file, _entries.ToArray(), _unixNanoseconds);
    }

    /// <summary>Gives up the buffer, and with it the sealed file.</summary>
    public void Release()
    {
        _buffers.Return(_file);
        _file = [];
        _length = 0;
    }

    /// <summary>
    /// plakar reads up to 2^(bits/2) bytes beyond a range and fails when they are not there (FORMAT §7.6). No range is longer than the
    /// blob area, so that much padding is enough for every one.
    /// </summary>
    private int TrailingPaddingSize()
    {
        int bits = BitOperations.Log2((ulong)BlobAreaLength | 1) + 1;
        int least = Math.Max(MinTrailingPadding, 1 << (bits / 2));
        return least + RandomNumberGenerator.GetInt32(least);
    }

    private void AppendPadding(int size) => Append(ResourceType.Random, Mac.NewRandom(), RandomNumberGenerator.GetBytes(size));

    private void Append(ResourceType type, Mac blob, ReadOnlySpan<byte> bytes)
    {
        _entries.Add(new PackfileIndexEntry(type, KlosetVersion.Current(type), blob, (ulong)BlobAreaLength, (uint)bytes.Length, Flags: 0));
        Write(bytes);
    }

    private void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    private Span<byte> Take(int length)
    {
        if (length > _file.Length - _length)
        {
            byte[] larger = _buffers.Rent(checked(_length + length));
            _file.AsSpan(0, _length).CopyTo(larger);
            _buffers.Return(_file);
            _file = larger;
        }

        Span<byte> taken = _file.AsSpan(_length, length);
        _length += length;
        return taken;
    }
}
