using CsCheck;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.States;

public sealed class StateTests
{
    private const ulong Time = 1750000000123456789;

    private static readonly Mac Packfile = new(Enumerable.Repeat((byte)0xab, 32).ToArray());
    private static readonly Mac StateId = new(Enumerable.Repeat((byte)0xcd, 32).ToArray());
    private static readonly StateMetadata Metadata = new(KlosetVersion.V1_1_0, Time, KnownStore.RepositoryId);

    private static readonly StateDelta Known = new(
        Mac.Nil,
        [
            new LocationRecord(ResourceType.Chunk, KlosetVersion.V1_0_0, KnownStore.ContentMac, Packfile, 4096, 29, 0),
            new PackfileRecord(Packfile, StateId, Time),
        ],
        Metadata);

    private static readonly Gen<Mac> GenMac = Gen.Byte.Array[32].Select(bytes => new Mac(bytes));

    private static readonly Gen<StateRecord> GenRecord = Gen.OneOf<StateRecord>(
        Gen.Select(Gen.Byte, Gen.UInt, GenMac, GenMac, Gen.ULong, Gen.UInt, Gen.UInt).Select(
            (type, version, blob, packfile, offset, length, flags) =>
                (StateRecord)new LocationRecord((ResourceType)type, new KlosetVersion(version), blob, packfile, offset, length, flags)),
        Gen.Select(Gen.Byte, GenMac, Gen.ULong).Select((type, id, when) => (StateRecord)new ColouredRecord((ResourceType)type, id, when)),
        Gen.Select(GenMac, GenMac, Gen.ULong).Select((packfile, state, when) => (StateRecord)new PackfileRecord(packfile, state, when)),
        Gen.Select(Gen.Byte[2, 4], Gen.Byte, GenMac, GenMac).Select(
            (target, type, blob, packfile) => (StateRecord)new DeleteRecord((StateEntryType)target, (ResourceType)type, blob, packfile)));

    [Fact]
    public void Stream_is_the_known_one()
    {
        byte[] stream = StateFile.WriteStream(Known);

        Assert.Equal(
            new string('0', 64)
            + "025500000009" + "00000100" + KnownStore.ContentMac + Packfile + "0010000000000000" + "1d000000" + "00000000"
            + "0448000000" + Packfile + StateId + "15cd4a6cba3f4918"
            + "01" + "00010100" + "15cd4a6cba3f4918" + "00112233445566778899aabbccddeeff",
            Hex.Encode(stream));
        Assert.Equal(228, stream.Length);
        Assert.Equal("9e5b5c37d8d14d858e339327381eb7a6959bcc72a14040eb4ab4d1362608f90b", KnownStore.Codec().Mac.Compute(stream).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Records_survive_a_round_trip(bool encrypted)
    {
        StoreCodec codec = KnownStore.Codec(encrypted);
        Gen.Select(GenMac, GenRecord.Array[0, 20]).Sample(
            (parent, records) =>
            {
                StateDelta parsed = StateFile.Parse(StateFile.Seal(new StateDelta(parent, records, Metadata), codec), StateId, codec);

                Assert.Equal(parent, parsed.Parent);
                Assert.Equal(records, parsed.Records);
                Assert.Equal(Metadata, parsed.Metadata);
            },
            iter: 50);
    }

    [Fact]
    public void Version_1_0_has_no_parent()
    {
        StateDelta old = Known with { Metadata = Metadata with { Version = KlosetVersion.V1_0_0 } };

        StateDelta parsed = StateFile.Parse(StateFile.Seal(old, KnownStore.Codec()), StateId, KnownStore.Codec());

        Assert.Equal(228 - 32, StateFile.WriteStream(old).Length);
        Assert.Equal(old.Records, parsed.Records);
        Assert.Equal(Mac.Nil, parsed.Parent);
    }

    [Fact]
    public void Version_1_0_can_not_hold_what_it_has_no_place_for()
    {
        StateMetadata old = Metadata with { Version = KlosetVersion.V1_0_0 };

        Assert.Throws<ArgumentException>(() => StateFile.WriteStream(new StateDelta(StateId, [], old)));
        Assert.Throws<ArgumentException>(() => StateFile.WriteStream(new StateDelta(Mac.Nil, [new DeleteRecord(StateEntryType.Packfile, 0, Mac.Nil, Packfile)], old)));
    }

    [Fact]
    public void Unknown_and_configuration_records_and_bytes_after_the_metadata_are_passed_over()
    {
        byte[] stream = StateFile.WriteStream(Known);
        byte[] withMore = [.. stream.AsSpan(0, 32), 99, 3, 0, 0, 0, 1, 2, 3, 5, 1, 0, 0, 0, 7, .. stream.AsSpan(32), 1, 2, 3];

        Assert.Equal(Known.Records, Parse(withMore, KlosetVersion.V1_1_0).Records);
    }

    [Fact]
    public void Deletions_of_version_1_0_are_unknown_records()
    {
        byte[] stream = [6, 66, 0, 0, 0, .. new byte[66], .. StateFile.WriteStream(Known).AsSpan(32)];

        Assert.Equal(Known.Records, Parse(stream, KlosetVersion.V1_0_0).Records);
    }

    [Theory]
    [InlineData("0254000000")]
    [InlineData("032a000000")]
    [InlineData("0447000000")]
    [InlineData("0641000000")]
    public void Wrong_record_lengths_are_refused(string header)
    {
        byte[] stream = [.. new byte[32], .. Hex.Decode(header), .. new byte[200]];

        KlosetFormatException exception = Assert.Throws<KlosetFormatException>(() => Parse(stream, KlosetVersion.V1_1_0));

        Assert.Contains("record has", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_that_runs_past_the_end_is_refused() =>
        Assert.Throws<KlosetFormatException>(() => Parse([.. new byte[32], 99, 255, 255, 255, 255, .. new byte[200]], KlosetVersion.V1_1_0));

    [Fact]
    public void Deletion_of_an_unknown_kind_is_refused()
    {
        byte[] stream = [.. new byte[32], 6, 66, 0, 0, 0, 9, .. new byte[65], .. new byte[29]];

        Assert.Throws<KlosetFormatException>(() => Parse(stream, KlosetVersion.V1_1_0));
    }

    [Fact]
    public void Cut_off_stream_is_refused_at_every_length()
    {
        byte[] stream = StateFile.WriteStream(Known);
        for (int length = 0; length < stream.Length; length++)
        {
            Assert.Throws<KlosetFormatException>(() => Parse(stream[..length], KlosetVersion.V1_1_0));
        }
    }

    [Fact]
    public void Hostile_bytes_raise_only_errors_of_the_store() =>
        Hostile.Mutations(StateFile.WriteStream(Known)).Sample(stream => Hostile.FailsCleanly(() => Parse(stream, KlosetVersion.V1_1_0)), iter: 20_000);

    [Fact]
    public void Error_names_the_file()
    {
        KlosetFormatException exception = Assert.Throws<KlosetFormatException>(() => StateFile.Parse(new byte[100], StateId, KnownStore.Codec()));

        Assert.Contains($"states/cd/{StateId}", exception.Message, StringComparison.Ordinal);
    }

    private static StateDelta Parse(byte[] stream, KlosetVersion version) => new StateStreamReader(stream, "states/cd/x").Read(version);
}
