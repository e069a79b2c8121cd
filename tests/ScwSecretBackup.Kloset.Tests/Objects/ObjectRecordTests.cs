using CsCheck;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Objects;

public sealed class ObjectRecordTests
{
    // FORMAT §12.6
    private const string KnownObject =
        "86a776657273696f6ece00010000aa636f6e74656e744d4143c420b663de6485fe1897ae902e229bcfa7f2bec3511f5443986959bfc2648156eaa8a66368756e6b739185a776657273696f6ece00010000aa636f6e74656e744d4143c420b663de6485fe1897ae902e229bcfa7f2bec3511f5443986959bfc2648156eaa8a66c656e677468ce0000000ea7656e74726f7079cb4008000000000000a5666c616773ce00000000ac636f6e74656e745f74797065b9746578742f706c61696e3b20636861727365743d7574662d38a7656e74726f7079cb4008000000000000a5666c616773ce00000000";

    private static readonly ObjectRecord Known = new()
    {
        ContentMac = KnownStore.ContentMac,
        Chunks = [new ChunkRecord(KnownStore.ContentMac, 14, 3.0)],
        ContentType = "text/plain; charset=utf-8",
        Entropy = 3.0,
    };

    [Fact]
    public void An_object_is_encoded_byte_by_byte_as_in_the_format()
    {
        byte[] bytes = Encode(Known);

        Assert.Equal(KnownObject, Hex.Encode(bytes));
        Assert.Equal("adfd78fa09bf00303b1edf9e84c8556477004f06689fda295c18666836cb15c5", KnownStore.Codec().Mac.Compute(bytes).ToString());
    }

    [Fact]
    public void An_object_survives_decoding_and_encoding()
    {
        ObjectRecord decoded = ObjectRecord.Decode(Hex.Decode(KnownObject));

        Assert.Equal(14, decoded.Size);
        Assert.Equal(Known.Chunks, decoded.Chunks);
        Assert.Equal(KnownObject, Hex.Encode(Encode(decoded)));
    }

    [Fact]
    public void An_object_without_chunks_type_and_entropy_leaves_the_last_two_out()
    {
        byte[] bytes = Encode(new ObjectRecord { ContentMac = Mac.Nil, Chunks = [] });

        Assert.Equal(0x84, bytes[0]);
        Assert.Empty(ObjectRecord.Decode(bytes).Chunks);
    }

    [Fact]
    public void Hostile_objects_fail_cleanly() =>
        Hostile.Mutations(Hex.Decode(KnownObject)).Sample(bytes => Hostile.FailsCleanly(() => ObjectRecord.Decode(bytes)));

    private static byte[] Encode(ObjectRecord record)
    {
        MsgpackWriter writer = new();
        record.Encode(writer);
        return writer.ToArray();
    }
}
