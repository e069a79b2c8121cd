namespace ScwSecretBackup.Kloset.Msgpack;

internal sealed class MsgpackWriter
{
    public ReadOnlySpan<byte> WrittenSpan => throw new NotImplementedException();
    public byte[] ToArray() => WrittenSpan.ToArray();
    public void Clear() => throw new NotImplementedException();
    public void WriteMapHeader(int count) => throw new NotImplementedException();
    public void WriteArrayHeader(int count) => throw new NotImplementedException();
    public void WriteNil() => throw new NotImplementedException();
    public void WriteBoolean(bool value) => throw new NotImplementedException();
    public void WriteString(string value) => throw new NotImplementedException();
    public void WriteStringBytes(ReadOnlySpan<byte> utf8) => throw new NotImplementedException();
    public void WriteBinary(ReadOnlySpan<byte> value) => throw new NotImplementedException();
    public void WriteMac(Mac value) => throw new NotImplementedException();
    public void WriteUInt8(byte value) => throw new NotImplementedException();
    public void WriteUInt16(ushort value) => throw new NotImplementedException();
    public void WriteUInt32(uint value) => throw new NotImplementedException();
    public void WriteUInt64(ulong value) => throw new NotImplementedException();
    public void WriteInt64(long value) => throw new NotImplementedException();
    public void WriteCompactInt(long value) => throw new NotImplementedException();
    public void WriteDouble(double value) => throw new NotImplementedException();
    public void WriteTime(KlosetTime value) => throw new NotImplementedException();
}
