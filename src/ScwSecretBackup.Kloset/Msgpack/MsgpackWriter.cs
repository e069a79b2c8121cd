using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ScwSecretBackup.Kloset.Msgpack;

/// <summary>
/// Writes MessagePack with exactly the codes that plakar writes (FORMAT Appendix A), because the MAC of a blob is over its bytes:
/// the same record in other codes would not deduplicate with plakar's.
/// </summary>
internal sealed class MsgpackWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlySpan<byte> WrittenSpan => _output.WrittenSpan;

    public byte[] ToArray() => WrittenSpan.ToArray();

    /// <summary>Forgets what was written and keeps the buffer for the next value.</summary>
    public void Clear() => _output.Clear();

    public void WriteMapHeader(int count) => WriteContainerHeader(count, MsgpackCode.FixMap, MsgpackCode.Map16, MsgpackCode.Map32);

    public void WriteArrayHeader(int count) => WriteContainerHeader(count, MsgpackCode.FixArray, MsgpackCode.Array16, MsgpackCode.Array32);

    public void WriteNil() => WriteRaw(MsgpackCode.Nil);

    public void WriteBoolean(bool value) => WriteRaw(value ? MsgpackCode.True : MsgpackCode.False);

    public void WriteString(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(length);
        _output.Advance(Encoding.UTF8.GetBytes(value, _output.GetSpan(length)));
    }

    /// <summary>A str of bytes that are UTF-8, or the invalid bytes of a name that must survive unchanged.</summary>
    public void WriteStringBytes(ReadOnlySpan<byte> utf8)
    {
        WriteStringHeader(utf8.Length);
        _output.Write(utf8);
    }

    public void WriteBinary(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length, MsgpackCode.Binary8, MsgpackCode.Binary16, MsgpackCode.Binary32);
        _output.Write(value);
    }

    public void WriteMac(Mac value)
    {
        WriteUnsigned8(MsgpackCode.Binary8, Mac.Size);
        value.CopyTo(_output.GetSpan(Mac.Size));
        _output.Advance(Mac.Size);
    }

    /// <summary>Always code cc, whatever the value.</summary>
    public void WriteUInt8(byte value) => WriteUnsigned8(MsgpackCode.UInt8, value);

    /// <summary>Always code cd, whatever the value.</summary>
    public void WriteUInt16(ushort value) => WriteUnsigned16(MsgpackCode.UInt16, value);

    /// <summary>Always code ce, whatever the value.</summary>
    public void WriteUInt32(uint value) => WriteUnsigned32(MsgpackCode.UInt32, value);

    /// <summary>Always code cf, whatever the value.</summary>
    public void WriteUInt64(ulong value) => WriteUnsigned64(MsgpackCode.UInt64, value);

    /// <summary>Always code d3, whatever the value.</summary>
    public void WriteInt64(long value) => WriteUnsigned64(MsgpackCode.Int64, (ulong)value);

    /// <summary>The shortest code, as for Go's plain <c>int</c>.</summary>
    public void WriteCompactInt(long value)
    {
        switch (value)
        {
            case >= -32 and <= MsgpackCode.LastPositiveFixInt:
                WriteRaw((byte)value);
                break;
            case >= 0 and <= byte.MaxValue:
                WriteUnsigned8(MsgpackCode.UInt8, (byte)value);
                break;
            case >= 0 and <= ushort.MaxValue:
                WriteUnsigned16(MsgpackCode.UInt16, (ushort)value);
                break;
            case >= 0 and <= uint.MaxValue:
                WriteUnsigned32(MsgpackCode.UInt32, (uint)value);
                break;
            case >= 0:
                WriteUnsigned64(MsgpackCode.UInt64, (ulong)value);
                break;
            case >= sbyte.MinValue:
                WriteUnsigned8(MsgpackCode.Int8, (byte)value);
                break;
            case >= short.MinValue:
                WriteUnsigned16(MsgpackCode.Int16, (ushort)value);
                break;
            case >= int.MinValue:
                WriteUnsigned32(MsgpackCode.Int32, (uint)value);
                break;
            default:
                WriteUnsigned64(MsgpackCode.Int64, (ulong)value);
                break;
        }
    }

    public void WriteDouble(double value) => WriteUnsigned64(MsgpackCode.Float64, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Timestamp extension in its shortest form.</summary>
    public void WriteTime(KlosetTime value)
    {
        const int SecondsBits = 34;
        const byte TimeExtension = 0xff;
        if (value.Seconds >> SecondsBits != 0)
        {
            WriteUnsigned8(MsgpackCode.Extension8, 12);
            WriteUnsigned32(TimeExtension, value.Nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(_output.GetSpan(sizeof(long)), value.Seconds);
            _output.Advance(sizeof(long));
            return;
        }

        ulong packed = ((ulong)value.Nanoseconds << SecondsBits) | (ulong)value.Seconds;
        if (packed <= uint.MaxValue)
        {
            WriteRaw(MsgpackCode.FixExtension4);
            WriteUnsigned32(TimeExtension, (uint)packed);
        }
        else
        {
            WriteRaw(MsgpackCode.FixExtension8);
            WriteUnsigned64(TimeExtension, packed);
        }
    }

    private void WriteStringHeader(int length)
    {
        if (length < 32)
        {
            WriteRaw((byte)(MsgpackCode.FixString | length));
        }
        else
        {
            WriteLength(length, MsgpackCode.String8, MsgpackCode.String16, MsgpackCode.String32);
        }
    }

    private void WriteLength(int length, byte code8, byte code16, byte code32)
    {
        switch (length)
        {
            case <= byte.MaxValue:
                WriteUnsigned8(code8, (byte)length);
                break;
            case <= ushort.MaxValue:
                WriteUnsigned16(code16, (ushort)length);
                break;
            default:
                WriteUnsigned32(code32, (uint)length);
                break;
        }
    }

    private void WriteContainerHeader(int count, byte fixCode, byte code16, byte code32)
    {
        switch (count)
        {
            case < 16:
                WriteRaw((byte)(fixCode | count));
                break;
            case <= ushort.MaxValue:
                WriteUnsigned16(code16, (ushort)count);
                break;
            default:
                WriteUnsigned32(code32, (uint)count);
                break;
        }
    }

    private void WriteRaw(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    private void WriteUnsigned8(byte code, byte value)
    {
        WriteRaw(code);
        WriteRaw(value);
    }

    private void WriteUnsigned16(byte code, ushort value)
    {
        WriteRaw(code);
        BinaryPrimitives.WriteUInt16BigEndian(_output.GetSpan(sizeof(ushort)), value);
        _output.Advance(sizeof(ushort));
    }

    private void WriteUnsigned32(byte code, uint value)
    {
        WriteRaw(code);
        BinaryPrimitives.WriteUInt32BigEndian(_output.GetSpan(sizeof(uint)), value);
        _output.Advance(sizeof(uint));
    }

    private void WriteUnsigned64(byte code, ulong value)
    {
        WriteRaw(code);
        BinaryPrimitives.WriteUInt64BigEndian(_output.GetSpan(sizeof(ulong)), value);
        _output.Advance(sizeof(ulong));
    }
}
