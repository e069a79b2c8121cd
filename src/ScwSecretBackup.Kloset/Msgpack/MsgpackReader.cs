using System.Buffers.Binary;
using System.Text;

namespace ScwSecretBackup.Kloset.Msgpack;

/// <summary>
/// Reads MessagePack the way Go's decoder does: any integer width, str and bin interchangeable, nil as zero (FORMAT Appendix A).
/// The bytes are hostile: every length is checked against what is left, nothing recurses, and every violation is a <see cref="KlosetFormatException"/>.
/// </summary>
internal ref partial struct MsgpackReader
{
    private const sbyte TimeExtension = -1;

    private readonly ReadOnlySpan<byte> _data;
    private readonly string _what;

    /// <param name="data">One or more values, back to back.</param>
    /// <param name="what">What the bytes are, for messages, such as "vfs entry".</param>
    public MsgpackReader(ReadOnlySpan<byte> data, string what)
    {
        _data = data;
        _what = what;
    }

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _data.Length;

    private readonly int Remaining => _data.Length - Position;

    /// <summary>Number of key-value pairs; nil counts as none.</summary>
    public int ReadMapHeader(int max = 1024)
    {
        byte code = ReadCode();
        uint count = code switch
        {
            MsgpackCode.Nil => 0,
            >= MsgpackCode.FixMap and < MsgpackCode.FixArray => (uint)(code & 0x0f),
            MsgpackCode.Map16 => ReadBigEndian16(),
            MsgpackCode.Map32 => ReadBigEndian32(),
            _ => throw Unexpected(code, "a map"),
        };
        return CheckCount(count, max, bytesPerItem: 2);
    }

    /// <summary>Number of elements; nil counts as none.</summary>
    public int ReadArrayHeader(int max)
    {
        byte code = ReadCode();
        uint count = code switch
        {
            MsgpackCode.Nil => 0,
            >= MsgpackCode.FixArray and < MsgpackCode.FixString => (uint)(code & 0x0f),
            MsgpackCode.Array16 => ReadBigEndian16(),
            MsgpackCode.Array32 => ReadBigEndian32(),
            _ => throw Unexpected(code, "an array"),
        };
        return CheckCount(count, max, bytesPerItem: 1);
    }

    /// <summary>Consumes a nil when there is one.</summary>
    public bool TryReadNil()
    {
        if (AtEnd || _data[Position] != MsgpackCode.Nil)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>The bytes of a str or bin, without a copy; nil is empty.</summary>
    public ReadOnlySpan<byte> ReadStringBytes()
    {
        byte code = ReadCode();
        uint length = code switch
        {
            MsgpackCode.Nil => 0,
            >= MsgpackCode.FixString and < MsgpackCode.Nil => (uint)(code & 0x1f),
            MsgpackCode.String8 or MsgpackCode.Binary8 => ReadCode(),
            MsgpackCode.String16 or MsgpackCode.Binary16 => ReadBigEndian16(),
            MsgpackCode.String32 or MsgpackCode.Binary32 => ReadBigEndian32(),
            _ => throw Unexpected(code, "a string or bytes"),
        };
        return Take(length);
    }

    /// <summary>A str or bin as text; bytes that are no UTF-8 become replacement characters.</summary>
    public string ReadString() => Encoding.UTF8.GetString(ReadStringBytes());

    public byte[] ReadBinary() => ReadStringBytes().ToArray();

    /// <summary>32 bytes; nil is <see cref="Mac.Nil"/>.</summary>
    public Mac ReadMac()
    {
        if (TryReadNil())
        {
            return Mac.Nil;
        }

        ReadOnlySpan<byte> bytes = ReadStringBytes();
        return bytes.Length == Mac.Size ? new Mac(bytes) : throw Damaged($"a MAC has {bytes.Length} bytes instead of {Mac.Size}");
    }

    public long ReadInt64()
    {
        byte code = ReadCode();
        if (code == MsgpackCode.UInt64)
        {
            ulong value = ReadBigEndian64();
            return value <= long.MaxValue ? (long)value : throw Damaged($"the integer {value} is out of range");
        }

        return ReadSigned(code);
    }

    public ulong ReadUInt64()
    {
        byte code = ReadCode();
        if (code == MsgpackCode.UInt64)
        {
            return ReadBigEndian64();
        }

        long value = ReadSigned(code);
        return value >= 0 ? (ulong)value : throw Damaged($"the integer {value} is out of range");
    }

    public uint ReadUInt32() => (uint)CheckRange(ReadInt64(), uint.MinValue, uint.MaxValue);

    public int ReadInt32() => (int)CheckRange(ReadInt64(), int.MinValue, int.MaxValue);

    public ushort ReadUInt16() => (ushort)CheckRange(ReadInt64(), ushort.MinValue, ushort.MaxValue);

    public byte ReadByte() => (byte)CheckRange(ReadInt64(), byte.MinValue, byte.MaxValue);

    public double ReadDouble()
    {
        byte code = ReadCode();
        return code switch
        {
            MsgpackCode.Float64 => BitConverter.UInt64BitsToDouble(ReadBigEndian64()),
            MsgpackCode.Float32 => BitConverter.UInt32BitsToSingle(ReadBigEndian32()),
            MsgpackCode.UInt64 => ReadBigEndian64(),
            _ => ReadSigned(code),
        };
    }

    public bool ReadBoolean()
    {
        byte code = ReadCode();
        return code switch
        {
            MsgpackCode.True => true,
            MsgpackCode.False or MsgpackCode.Nil => false,
            _ => throw Unexpected(code, "a boolean"),
        };
    }

    /// <summary>A timestamp extension in any of its three lengths; nil is Go's zero time.</summary>
    public KlosetTime ReadTime()
    {
        byte code = ReadCode();
        uint length;
        switch (code)
        {
            case MsgpackCode.Nil:
                return KlosetTime.GoZero;
            case MsgpackCode.FixExtension4:
                length = 4;
                break;
            case MsgpackCode.FixExtension8:
                length = 8;
                break;
            case MsgpackCode.Extension8:
                length = ReadCode();
                break;
            default:
                throw Unexpected(code, "a time");
        }

        sbyte extension = (sbyte)ReadCode();
        return extension == TimeExtension ? ReadTimeBody(length) : throw Damaged($"extension type {extension} is no time");
    }

    private KlosetTime ReadTimeBody(uint length)
    {
        KlosetTime time;
        switch (length)
        {
            case 4:
                return new KlosetTime(ReadBigEndian32(), 0);
            case 8:
                ulong packed = ReadBigEndian64();
                time = new KlosetTime((long)(packed & 0x3_ffff_ffff), (uint)(packed >> 34));
                break;
            case 12:
                uint nanoseconds = ReadBigEndian32();
                time = new KlosetTime((long)ReadBigEndian64(), nanoseconds);
                break;
            default:
                throw Damaged($"a time has {length} bytes");
        }

        return time.Nanoseconds < KlosetTime.NanosecondsPerSecond ? time : throw Damaged("a time has a second or more of nanoseconds");
    }

    private long ReadSigned(byte code) => code switch
    {
        <= MsgpackCode.LastPositiveFixInt => code,
        >= MsgpackCode.FirstNegativeFixInt => (sbyte)code,
        MsgpackCode.Nil => 0,
        MsgpackCode.UInt8 => ReadCode(),
        MsgpackCode.UInt16 => ReadBigEndian16(),
        MsgpackCode.UInt32 => ReadBigEndian32(),
        MsgpackCode.Int8 => (sbyte)ReadCode(),
        MsgpackCode.Int16 => (short)ReadBigEndian16(),
        MsgpackCode.Int32 => (int)ReadBigEndian32(),
        MsgpackCode.Int64 => (long)ReadBigEndian64(),
        _ => throw Unexpected(code, "a number"),
    };

    private byte ReadCode() => Take(1)[0];

    private ushort ReadBigEndian16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    private uint ReadBigEndian32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    private ulong ReadBigEndian64() => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong)));

    private ReadOnlySpan<byte> Take(uint length)
    {
        if (length > (uint)Remaining)
        {
            throw Truncated();
        }

        ReadOnlySpan<byte> bytes = _data.Slice(Position, (int)length);
        Position += (int)length;
        return bytes;
    }

    /// <summary>A count that the rest of the data can't hold never reaches an allocation.</summary>
    private readonly int CheckCount(uint count, int max, int bytesPerItem)
    {
        if (count > (uint)max)
        {
            throw Damaged($"it counts {count} items where at most {max} may be");
        }

        return (long)count * bytesPerItem <= Remaining ? (int)count : throw Truncated();
    }

    private readonly long CheckRange(long value, long min, long max) =>
        value >= min && value <= max ? value : throw Damaged($"the integer {value} is out of range");

    private readonly KlosetFormatException Unexpected(byte code, string wanted) => Damaged($"code {code:x2} stands where {wanted} belongs");

    private readonly KlosetFormatException Truncated() => Damaged("it ends too early");

    private readonly KlosetFormatException Damaged(string problem) =>
        new($"The {_what} is damaged: {problem} (byte {Position} of {_data.Length}).");
}
