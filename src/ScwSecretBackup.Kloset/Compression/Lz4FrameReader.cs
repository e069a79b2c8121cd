using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using K4os.Compression.LZ4;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>Decodes one LZ4 frame of any legal shape; like plakar, ignores what follows it (FORMAT §4.1).</summary>
internal ref struct Lz4FrameReader
{
    private const uint StoredFlag = 0x8000_0000;
    private const int LinkDistance = 64 * 1024;

    private readonly PinnedBuffer _output;
    private readonly int _maxLength;
    private readonly string _what;
    private ReadOnlySpan<byte> _rest;

    public Lz4FrameReader(ReadOnlySpan<byte> frame, PinnedBuffer output, int maxLength, string what)
    {
        _rest = frame;
        _output = output;
        _maxLength = maxLength;
        _what = what;
    }

    public void Read()
    {
        Lz4FrameDescriptor descriptor = Lz4FrameDescriptor.Parse(_rest, _what);
        if (descriptor.ContentSize > (ulong)_maxLength)
        {
            throw TooLong();
        }

        _rest = _rest[descriptor.HeaderSize..];
        for (uint word = TakeWord(); word != 0; word = TakeWord())
        {
            ReadBlock(word, descriptor);
        }

        if (descriptor.ContentChecksum && TakeWord() != XxHash32.HashToUInt32(_output.WrittenSpan))
        {
            throw Damaged("the checksum of its LZ4 content does not match");
        }

        if (descriptor.ContentSize is { } size && size != (ulong)_output.Length)
        {
            throw Damaged($"its LZ4 frame holds {_output.Length} bytes and says {size}");
        }
    }

    private void ReadBlock(uint word, Lz4FrameDescriptor descriptor)
    {
        uint length = word & ~StoredFlag;
        if (length > (uint)descriptor.MaxBlockSize || length > (uint)_rest.Length)
        {
            throw Damaged($"an LZ4 block of {length} bytes is cut off or longer than the frame allows");
        }

        ReadOnlySpan<byte> block = _rest[..(int)length];
        _rest = _rest[(int)length..];
        if (descriptor.BlockChecksums && TakeWord() != XxHash32.HashToUInt32(block))
        {
            throw Damaged("the checksum of an LZ4 block does not match");
        }

        if ((word & StoredFlag) != 0)
        {
            CheckRoom(block.Length);
            _output.Write(block);
        }
        else
        {
            DecodeBlock(block, descriptor);
        }
    }

    private readonly void DecodeBlock(ReadOnlySpan<byte> block, Lz4FrameDescriptor descriptor)
    {
        int length = Lz4Block.MeasureDecodedLength(block, descriptor.MaxBlockSize);
        if (length < 0)
        {
            throw Damaged("an LZ4 block is malformed or longer than the frame allows");
        }

        CheckRoom(length);
        Span<byte> target = _output.GetSpan(length)[..length];
        ReadOnlySpan<byte> written = _output.WrittenSpan;
        ReadOnlySpan<byte> dictionary = descriptor.BlocksLinked ? written[^Math.Min(written.Length, LinkDistance)..] : [];
        int decoded = dictionary.IsEmpty ? LZ4Codec.Decode(block, target) : LZ4Codec.Decode(block, target, dictionary);
        if (decoded != length)
        {
            throw Damaged("an LZ4 block can't be decoded");
        }

        _output.Advance(length);
    }

    private readonly void CheckRoom(int length)
    {
        if (length > _maxLength - _output.Length)
        {
            throw TooLong();
        }
    }

    private uint TakeWord()
    {
        if (_rest.Length < sizeof(uint))
        {
            throw Damaged("its LZ4 frame is cut off");
        }

        uint word = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        _rest = _rest[sizeof(uint)..];
        return word;
    }

    private readonly KlosetFormatException TooLong() => new($"The {_what} decompresses to more than the {_maxLength} bytes that may be.");

    private readonly KlosetFormatException Damaged(string problem) => new($"The {_what} is damaged: {problem}.");
}
