namespace ScwSecretBackup.Kloset.Msgpack;

internal ref struct MsgpackReader
{
    public MsgpackReader(ReadOnlySpan<byte> data, string what) => throw new NotImplementedException();
    public int Position { get; private set; }
    public bool AtEnd => throw new NotImplementedException();
    public int ReadMapHeader(int max = 1024) => throw new NotImplementedException();
    public bool TryReadNil() => throw new NotImplementedException();
    public int ReadArrayHeader(int max) => throw new NotImplementedException();
    public ReadOnlySpan<byte> ReadStringBytes() => throw new NotImplementedException();
    public string ReadString() => throw new NotImplementedException();
    public byte[] ReadBinary() => throw new NotImplementedException();
    public Mac ReadMac() => throw new NotImplementedException();
    public long ReadInt64() => throw new NotImplementedException();
    public ulong ReadUInt64() => throw new NotImplementedException();
    public uint ReadUInt32() => throw new NotImplementedException();
    public int ReadInt32() => throw new NotImplementedException();
    public ushort ReadUInt16() => throw new NotImplementedException();
    public byte ReadByte() => throw new NotImplementedException();
    public double ReadDouble() => throw new NotImplementedException();
    public bool ReadBoolean() => throw new NotImplementedException();
    public KlosetTime ReadTime() => throw new NotImplementedException();
    public void Skip() => throw new NotImplementedException();
}
