using System.Buffers.Binary;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.States;

/// <summary>Parses the plaintext record stream of a state (FORMAT §8.2, §8.3); ignores, like plakar, what follows its metadata.</summary>
internal ref struct StateStreamReader
{
    private readonly ReadOnlySpan<byte> _stream;
    private readonly string _name;
    private int _position;

    /// <param name="stream">Decoded payload.</param>
    /// <param name="name">Name of the file, for messages.</param>
    public StateStreamReader(ReadOnlySpan<byte> stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    /// <param name="version">Version of the envelope, which alone decides the layout.</param>
    public StateDelta Read(KlosetVersion version)
    {
        bool isVersion11 = version == KlosetVersion.V1_1_0;
        Mac parent = isVersion11 ? new Mac(Take(Mac.Size)) : Mac.Nil;
        List<StateRecord> records = [];
        while (true)
        {
            StateEntryType type = (StateEntryType)Take(1)[0];
            if (type == StateEntryType.Metadata)
            {
                return new StateDelta(parent, records, ReadMetadata());
            }

            ReadOnlySpan<byte> body = Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))));
            StateRecord? record = type switch
            {
                StateEntryType.Location => ParseLocation(CheckLength(body, StateRecordSize.Location, type)),
                StateEntryType.Coloured => ParseColoured(CheckLength(body, StateRecordSize.Coloured, type)),
                StateEntryType.Packfile => ParsePackfile(CheckLength(body, StateRecordSize.Packfile, type)),
                StateEntryType.Delete when isVersion11 => ParseDelete(CheckLength(body, StateRecordSize.Delete, type)),
                _ => null,
            };
            if (record is not null)
            {
                records.Add(record);
            }
        }
    }

    private StateMetadata ReadMetadata()
    {
        ReadOnlySpan<byte> body = Take(StateRecordSize.Metadata);
        return new StateMetadata(
            new KlosetVersion(TakeUInt32(ref body)),
            TakeUInt64(ref body),
            new Guid(body, bigEndian: true));
    }

    private static LocationRecord ParseLocation(ReadOnlySpan<byte> body) => new(
        TakeType(ref body),
        new KlosetVersion(TakeUInt32(ref body)),
        TakeMac(ref body),
        TakeMac(ref body),
        TakeUInt64(ref body),
        TakeUInt32(ref body),
        TakeUInt32(ref body));

    private static ColouredRecord ParseColoured(ReadOnlySpan<byte> body) => new(TakeType(ref body), TakeMac(ref body), TakeUInt64(ref body));

    private static PackfileRecord ParsePackfile(ReadOnlySpan<byte> body) => new(TakeMac(ref body), TakeMac(ref body), TakeUInt64(ref body));

    private readonly DeleteRecord ParseDelete(ReadOnlySpan<byte> body)
    {
        StateEntryType target = (StateEntryType)body[0];
        body = body[1..];
        return target is StateEntryType.Location or StateEntryType.Coloured or StateEntryType.Packfile
            ? new DeleteRecord(target, TakeType(ref body), TakeMac(ref body), TakeMac(ref body))
            : throw Damaged($"it deletes a record of type {(byte)target}");
    }

    private static ResourceType TakeType(ref ReadOnlySpan<byte> body)
    {
        ResourceType type = (ResourceType)body[0];
        body = body[1..];
        return type;
    }

    private static uint TakeUInt32(ref ReadOnlySpan<byte> body)
    {
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(body);
        body = body[sizeof(uint)..];
        return value;
    }

    private static ulong TakeUInt64(ref ReadOnlySpan<byte> body)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(body);
        body = body[sizeof(ulong)..];
        return value;
    }

    private static Mac TakeMac(ref ReadOnlySpan<byte> body)
    {
        Mac value = new(body[..Mac.Size]);
        body = body[Mac.Size..];
        return value;
    }

    private readonly ReadOnlySpan<byte> CheckLength(ReadOnlySpan<byte> body, int length, StateEntryType type) =>
        body.Length == length ? body : throw Damaged($"a {type} record has {body.Length} bytes instead of {length}");

    private ReadOnlySpan<byte> Take(uint length)
    {
        if (length > (uint)(_stream.Length - _position))
        {
            throw Damaged($"it ends too early, after {_stream.Length} bytes");
        }

        ReadOnlySpan<byte> bytes = _stream.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    private readonly KlosetFormatException Damaged(string problem) => new($"The state '{_name}' is damaged: {problem}.");
}
