namespace ScwSecretBackup.Kloset.Msgpack;

internal ref partial struct MsgpackReader
{
    /// <summary>Passes over one value of any kind, however deeply nested.</summary>
    public void Skip()
    {
        for (long pending = 1; pending > 0; pending--)
        {
            byte code = ReadCode();
            if (TryReadContainerHeader(code, out long children))
            {
                pending += children;
                if (pending - 1 > Remaining)
                {
                    throw Truncated();
                }
            }
            else
            {
                Take(ScalarLength(code));
            }
        }
    }

    private bool TryReadContainerHeader(byte code, out long children)
    {
        switch (code)
        {
            case >= MsgpackCode.FixMap and < MsgpackCode.FixArray:
                children = 2L * (code & 0x0f);
                return true;
            case >= MsgpackCode.FixArray and < MsgpackCode.FixString:
                children = code & 0x0f;
                return true;
            case MsgpackCode.Array16:
                children = ReadBigEndian16();
                return true;
            case MsgpackCode.Array32:
                children = ReadBigEndian32();
                return true;
            case MsgpackCode.Map16:
                children = 2L * ReadBigEndian16();
                return true;
            case MsgpackCode.Map32:
                children = 2L * ReadBigEndian32();
                return true;
            default:
                children = 0;
                return false;
        }
    }

    /// <summary>Bytes of a value after its code and its length field, which are consumed here.</summary>
    private uint ScalarLength(byte code) => code switch
    {
        <= MsgpackCode.LastPositiveFixInt or >= MsgpackCode.FirstNegativeFixInt => 0,
        MsgpackCode.Nil or MsgpackCode.False or MsgpackCode.True => 0,
        >= MsgpackCode.FixString and < MsgpackCode.Nil => (uint)(code & 0x1f),
        MsgpackCode.UInt8 or MsgpackCode.Int8 => 1,
        MsgpackCode.UInt16 or MsgpackCode.Int16 => 2,
        MsgpackCode.UInt32 or MsgpackCode.Int32 or MsgpackCode.Float32 => 4,
        MsgpackCode.UInt64 or MsgpackCode.Int64 or MsgpackCode.Float64 => 8,
        MsgpackCode.String8 or MsgpackCode.Binary8 => ReadCode(),
        MsgpackCode.String16 or MsgpackCode.Binary16 => ReadBigEndian16(),
        MsgpackCode.String32 or MsgpackCode.Binary32 => ReadBigEndian32(),
        >= MsgpackCode.FixExtension1 and <= MsgpackCode.FixExtension16 => 1 + (1u << (code - MsgpackCode.FixExtension1)),
        MsgpackCode.Extension8 => 1u + ReadCode(),
        MsgpackCode.Extension16 => 1u + ReadBigEndian16(),
        MsgpackCode.Extension32 when ReadBigEndian32() is < uint.MaxValue and uint length => 1 + length,
        _ => throw Unexpected(code, "a value"),
    };
}
