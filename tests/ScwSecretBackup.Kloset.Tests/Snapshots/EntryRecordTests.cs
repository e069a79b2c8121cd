using System.Buffers;
using System.Text;
using CsCheck;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Snapshots;

public sealed class EntryRecordTests
{
    // FORMAT §12.6
    private const string KnownDirectory =
        "85a776657273696f6ece00010000ab706172656e745f70617468a12fa966696c655f696e666f8ca46e616d65a773656372657473a473697a65d30000000000000000a46d6f6465ce800001c0a86d6f645f74696d65d6ff684ee180a3646576cf0000000000000000a3696e6fcf0000000000000000a3756964cf0000000000000000a3676964cf0000000000000000a56e6c696e6bcd0001a8757365726e616d65a0a967726f75706e616d65a0a5666c616773ce00000000a773756d6d617279c0a66f626a656374c4200000000000000000000000000000000000000000000000000000000000000000";

    private static readonly NodeAttributes DirectoryAttributes = new(Convert.ToInt32("700", 8), DateTimeOffset.FromUnixTimeSeconds(1750000000));

    private static readonly EntryRecord Full = new()
    {
        ParentPath = new byte[] { (byte)'/', 0xFF },
        FileInfo = new FileInfoRecord
        {
            Name = new byte[] { 0xFF, 0xFE, (byte)'x' },
            Size = -1,
            Mode = 0x0800_01FF,
            ModTime = KlosetTime.GoZero,
            Device = ulong.MaxValue,
            Inode = 1,
            UserId = 2,
            GroupId = 3,
            LinkCount = 4,
            UserName = "user",
            GroupName = "group",
            Flags = 5,
        },
        Summary = new SummaryRecord { Directory = new SummaryCounters { Files = 1, MinModTime = -5, SumEntropy = 1.5 }, Below = new SummaryCounters { Errors = 2 } },
        SymlinkTarget = new byte[] { 0xC0 },
        Object = Mac.Parse(new string('a', 64)),
        ContentType = "text/plain",
        Entropy = 1.25,
        ChunkCount = 6,
        AlternateDataStreams = ["stream"],
        SecurityDescriptor = new byte[] { 1, 2 },
        FileAttributes = 7,
        ExtendedAttributes = ["user.a", "user.b"],
        Classifications = [new EntryClassification { Analyzer = "an", Classes = ["c"], Scores = [new("s", 0.5)] }],
        CustomMetadata = [new CustomMetadata("k", [9]), new CustomMetadata("nil", null)],
        Tags = ["t"],
    };

    [Fact]
    public void A_directory_is_encoded_byte_by_byte_as_in_the_format()
    {
        SnapshotNode node = new("/secrets", "/secrets"u8.ToArray(), DirectoryAttributes, null);

        byte[] bytes = Encode(node.ToEntry());

        Assert.Equal(KnownDirectory, Hex.Encode(bytes));
        Assert.Equal("862cae079c17855a52b9f634ad5d7e36c7b42f05eccbb8e2a8aff56c31119831", KnownStore.Codec().Mac.Compute(bytes).ToString());
    }

    [Fact]
    public void A_dirpack_frame_is_encoded_as_in_the_format_and_read_back()
    {
        byte[] entry = Hex.Decode(KnownDirectory);
        Mac mac = KnownStore.Codec().Mac.Compute(entry);
        ArrayBufferWriter<byte> output = new();

        DirpackFrame.Write(output, isDirectory: true, entry, mac);

        Assert.Equal(271, output.WrittenCount);
        Assert.Equal("010a010000", Hex.Encode(output.WrittenSpan[..5]));
        Assert.True(DirpackFrame.TryRead(output.WrittenMemory, out DirpackFrame frame, out int consumed));
        Assert.Equal(output.WrittenCount, consumed);
        Assert.Equal(mac, frame.EntryMac);
        Assert.Equal(entry, frame.Entry.ToArray());
        Assert.False(DirpackFrame.TryRead(output.WrittenMemory[..^1], out _, out _));
    }

    [Fact]
    public void An_entry_with_every_member_survives_encoding_and_decoding()
    {
        byte[] bytes = Encode(Full);

        Assert.Equal(Hex.Encode(bytes), Hex.Encode(Encode(EntryRecord.Decode(bytes))));
        Assert.Equal(Full.FileInfo.Name.ToArray(), EntryRecord.Decode(bytes).FileInfo.Name.ToArray());
        Assert.Equal(Full.Summary, EntryRecord.Decode(bytes).Summary);
        Assert.Equal(0xDE, bytes[0]);
    }

    [Theory]
    [InlineData("", "/a")]
    [InlineData(".", "/a")]
    [InlineData("..", "/a")]
    [InlineData("x/y", "/a")]
    [InlineData("x\0", "/a")]
    [InlineData("x", "a")]
    [InlineData("x", "/a/")]
    [InlineData("x", "/a//b")]
    [InlineData("x", "/a/../b")]
    [InlineData("/", "/a")]
    public void A_name_that_leads_elsewhere_is_refused(string name, string parent)
    {
        EntryRecord entry = new()
        {
            ParentPath = Encoding.UTF8.GetBytes(parent),
            FileInfo = new FileInfoRecord { Name = Encoding.UTF8.GetBytes(name) },
        };

        Assert.Throws<KlosetFormatException>(() => EntryConverter.PathOf(entry));
    }

    [Fact]
    public void Hostile_entries_fail_cleanly() =>
        Hostile.Mutations(Encode(Full)).Sample(bytes => Hostile.FailsCleanly(() => EntryRecord.Decode(bytes)));

    [Fact]
    public void Hostile_dirpacks_fail_cleanly()
    {
        ArrayBufferWriter<byte> output = new();
        DirpackFrame.Write(output, isDirectory: true, Hex.Decode(KnownDirectory), Mac.Nil);

        Hostile.Mutations(output.WrittenSpan.ToArray()).Sample(bytes => Hostile.FailsCleanly(() => DirpackFrame.TryRead(bytes, out _, out _)));
    }

    private static byte[] Encode(EntryRecord entry)
    {
        MsgpackWriter writer = new();
        entry.Encode(writer);
        return writer.ToArray();
    }
}
