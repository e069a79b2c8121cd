using System.Buffers.Binary;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.States;

/// <summary>Writes the plaintext record stream of a state (FORMAT §8.2, §8.3).</summary>
internal sealed class StateStreamWriter
{
    private readonly byte[] _output;
    private int _position;

    private StateStreamWriter(int length) => _output = new byte[length];

    /// <exception cref="ArgumentException">The layout of the version can't hold the delta.</exception>
    public static byte[] Write(StateDelta delta)
    {
        StateStreamWriter writer = new(Length(delta));
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
        return writer._output;
    }

    /// <summary>Length of the whole stream, so that a large one is allocated once.</summary>
    private static int Length(StateDelta delta)
    {
        long length = (delta.Metadata.Version == KlosetVersion.V1_1_0 ? Mac.Size : 0) + 1 + StateRecordSize.Metadata;
        foreach (StateRecord record in delta.Records)
        {
            length += StateRecordSize.Header + record switch
            {
                LocationRecord => StateRecordSize.Location,
                ColouredRecord => StateRecordSize.Coloured,
                PackfileRecord => StateRecordSize.Packfile,
                _ => StateRecordSize.Delete,
            };
        }

        return checked((int)length);
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
        metadata.Serial.TryWriteBytes(Take(StateRecordSize.Serial), bigEndian: true, out _);
    }

    private void WriteHeader(StateEntryType type, int length)
    {
        WriteByte((byte)type);
        WriteUInt32((uint)length);
    }

    private void WriteByte(byte value) => Take(sizeof(byte))[0] = value;

    private void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    private void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    private void WriteMac(Mac value) => value.CopyTo(Take(Mac.Size));

    private Span<byte> Take(int length)
    {
        Span<byte> taken = _output.AsSpan(_position, length);
        _position += length;
        return taken;
    }
}
