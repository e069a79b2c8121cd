using System.Buffers;
using System.Buffers.Binary;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.States;

/// <summary>Writes the plaintext record stream of a state (FORMAT §8.2, §8.3).</summary>
internal sealed class StateStreamWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();

    private StateStreamWriter()
    {
    }

    /// <exception cref="ArgumentException">The layout of the version can't hold the delta.</exception>
    public static byte[] Write(StateDelta delta)
    {
        StateStreamWriter writer = new();
        bool hasParent = delta.Metadata.Version == KlosetVersion.V1_1_0;
        if (hasParent)
        {
            writer.WriteMac(delta.Parent);
        }
        else if (delta.Metadata.Version != KlosetVersion.V1_0_0 || !delta.Parent.IsNil || delta.Records.Any(record => record is DeleteRecord))
        {
            throw new ArgumentException($"A state of version {delta.Metadata.Version} can't hold a parent or a deletion.", nameof(delta));
        }

        foreach (StateRecord record in delta.Records)
        {
            writer.WriteRecord(record);
        }

        writer.WriteMetadata(delta.Metadata);
        return writer._output.WrittenSpan.ToArray();
    }

    private void WriteRecord(StateRecord record)
    {
        switch (record)
        {
            case LocationRecord location:
                WriteHeader(StateEntryType.Location, StateRecordSize.Location);
                WriteByte((byte)location.Type);
                WriteUInt32(location.Version.Word);
                WriteMac(location.Blob);
                WriteMac(location.Packfile);
                WriteUInt64(location.Offset);
                WriteUInt32(location.Length);
                WriteUInt32(location.Flags);
                break;
            case ColouredRecord coloured:
                WriteHeader(StateEntryType.Coloured, StateRecordSize.Coloured);
                WriteByte((byte)coloured.Type);
                WriteMac(coloured.Id);
                WriteUInt64(coloured.WhenUnixNs);
                break;
            case PackfileRecord packfile:
                WriteHeader(StateEntryType.Packfile, StateRecordSize.Packfile);
                WriteMac(packfile.Packfile);
                WriteMac(packfile.State);
                WriteUInt64(packfile.UnixNs);
                break;
            case DeleteRecord delete:
                WriteHeader(StateEntryType.Delete, StateRecordSize.Delete);
                WriteByte((byte)delete.Target);
                WriteByte((byte)delete.Type);
                WriteMac(delete.Blob);
                WriteMac(delete.Packfile);
                break;
            default:
                throw new NotSupportedException($"No stored form of {record.GetType().Name}.");
        }
    }

    private void WriteMetadata(StateMetadata metadata)
    {
        WriteByte((byte)StateEntryType.Metadata);
        WriteUInt32(metadata.Version.Word);
        WriteUInt64(metadata.UnixNs);
        metadata.Serial.TryWriteBytes(_output.GetSpan(StateRecordSize.Serial), bigEndian: true, out int written);
        _output.Advance(written);
    }

    private void WriteHeader(StateEntryType type, int length)
    {
        WriteByte((byte)type);
        WriteUInt32((uint)length);
    }

    private void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    private void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(sizeof(uint)), value);
        _output.Advance(sizeof(uint));
    }

    private void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(sizeof(ulong)), value);
        _output.Advance(sizeof(ulong));
    }

    private void WriteMac(Mac value)
    {
        value.CopyTo(_output.GetSpan(Mac.Size));
        _output.Advance(Mac.Size);
    }
}
