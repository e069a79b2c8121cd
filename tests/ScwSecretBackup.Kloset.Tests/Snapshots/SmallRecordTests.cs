using System.Text;
using CsCheck;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Snapshots;

public sealed class SmallRecordTests
{
    [Fact]
    public void The_summary_of_an_empty_directory_is_as_in_the_format()
    {
        MsgpackWriter writer = new();

        new SummaryBuilder().Finish(errors: 0).Encode(writer);

        Assert.Equal("81" + "a5" + Hex.Encode("below"u8) + "81" + "a6" + Hex.Encode("errors"u8) + "cf0000000000000000", Hex.Encode(writer.WrittenSpan));
    }

    [Fact]
    public void A_summary_survives_encoding_and_decoding()
    {
        SummaryRecord summary = new()
        {
            Directory = new SummaryCounters { Directories = 1, Files = 2, MinModTime = -3, AverageEntropy = 4.5, OtherTypes = 6, Errors = 7 },
            Below = new SummaryCounters { Children = 8, MaxEntropy = 9.5, LowEntropy = ulong.MaxValue },
        };
        MsgpackWriter writer = new();

        summary.Encode(writer);

        Assert.Equal(summary, SummaryRecord.Decode(writer.WrittenSpan));
        Hostile.Mutations(writer.ToArray()).Sample(bytes => Hostile.FailsCleanly(() => SummaryRecord.Decode(bytes)));
    }

    [Fact]
    public void An_error_survives_encoding_and_decoding()
    {
        MsgpackWriter writer = new();
        new ErrorRecord(new byte[] { (byte)'/', 0xFF }, "no permission").Encode(writer);

        ErrorRecord decoded = ErrorRecord.Decode(writer.WrittenSpan);

        Assert.Equal("2fff", Hex.Encode(decoded.Path.Span));
        Assert.Equal("no permission", decoded.Error);
        Hostile.Mutations(writer.ToArray()).Sample(bytes => Hostile.FailsCleanly(() => ErrorRecord.Decode(bytes)));
    }

    [Theory]
    [InlineData(0, "/a/b.txtuser.one:")]
    [InlineData(1, "/a/b.txtuser.one@")]
    [InlineData(2, "/a/b.txtuser.one%")]
    [InlineData(9, "/a/b.txtuser.one#")]
    public void An_attribute_survives_encoding_and_is_named_by_path_name_and_kind(byte type, string key)
    {
        MsgpackWriter writer = new();
        new XattrRecord { Path = "/a/b.txt"u8.ToArray(), Name = "user.one", Size = 5, Type = type, Object = Mac.Parse(new string('1', 64)) }.Encode(writer);

        XattrRecord decoded = XattrRecord.Decode(writer.WrittenSpan);

        Assert.Equal(key, Encoding.UTF8.GetString(decoded.TreeKey.Span));
        Assert.Equal((5, Mac.Parse(new string('1', 64))), (decoded.Size, decoded.Object));
        Hostile.Mutations(writer.ToArray()).Sample(bytes => Hostile.FailsCleanly(() => XattrRecord.Decode(bytes)));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/a", true)]
    [InlineData("/a/b", true)]
    [InlineData("/a/.b/..c", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("/a/", false)]
    [InlineData("//a", false)]
    [InlineData("/a//b", false)]
    [InlineData("/.", false)]
    [InlineData("/a/..", false)]
    [InlineData("/a\0", false)]
    public void Only_absolute_clean_paths_are_written(string path, bool clean) =>
        Assert.Equal(clean, SnapshotPath.IsClean(Encoding.UTF8.GetBytes(path)));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.Throws<ArgumentException>(() => SnapshotPath.Encode("/a\uD800"));
}
