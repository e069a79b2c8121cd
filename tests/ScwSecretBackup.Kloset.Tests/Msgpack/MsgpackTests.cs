using System.Text;
using CsCheck;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Msgpack;

public sealed class MsgpackTests
{
    [Theory]
    [InlineData(0, 0, "d6ff00000000")]
    [InlineData(1750000000, 0, "d6ff684ee180")]
    [InlineData(1750000000, 123456789, "d7ff1d6f3454684ee180")]
    [InlineData(-62135596800, 0, "c70cff00000000fffffff1886e0900")]
    public void Times_are_written_as_plakar_writes_them(long seconds, uint nanoseconds, string hex)
    {
        KlosetTime time = new(seconds, nanoseconds);
        MsgpackWriter writer = new();
        writer.WriteTime(time);

        Assert.Equal(hex, Hex.Encode(writer.WrittenSpan));
        Assert.Equal(time, new MsgpackReader(writer.WrittenSpan, "time").ReadTime());
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "cc80")]
    [InlineData(256, "cd0100")]
    [InlineData(65536, "ce00010000")]
    [InlineData(4294967296, "cf0000000100000000")]
    [InlineData(-1, "ff")]
    [InlineData(-33, "d0df")]
    [InlineData(-129, "d1ff7f")]
    [InlineData(-32769, "d2ffff7fff")]
    [InlineData(-2147483649, "d3ffffffff7fffffff")]
    public void Plain_integers_take_the_shortest_code(long value, string hex)
    {
        MsgpackWriter writer = new();
        writer.WriteCompactInt(value);

        Assert.Equal(hex, Hex.Encode(writer.WrittenSpan));
    }

    [Fact]
    public void Sized_integers_keep_their_code_whatever_the_value()
    {
        MsgpackWriter writer = new();
        writer.WriteUInt8(1);
        writer.WriteUInt16(1);
        writer.WriteUInt32(1);
        writer.WriteUInt64(1);
        writer.WriteInt64(1);
        writer.WriteDouble(3.0);

        Assert.Equal("cc01" + "cd0001" + "ce00000001" + "cf0000000000000001" + "d30000000000000001" + "cb4008000000000000", Hex.Encode(writer.WrittenSpan));
    }

    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(256, "da0100")]
    [InlineData(65536, "db00010000")]
    public void Text_takes_the_shortest_header(int length, string header)
    {
        MsgpackWriter writer = new();
        writer.WriteString(new string('x', length));

        Assert.Equal(header, Hex.Encode(writer.WrittenSpan[..(header.Length / 2)]));
        Assert.Equal(length, new MsgpackReader(writer.WrittenSpan, "text").ReadStringBytes().Length);
    }

    [Theory]
    [InlineData(15, "8f", "9f")]
    [InlineData(16, "de0010", "dc0010")]
    [InlineData(65536, "df00010000", "dd00010000")]
    public void Containers_take_the_shortest_header(int count, string map, string array)
    {
        MsgpackWriter writer = new();
        writer.WriteMapHeader(count);
        Assert.Equal(map, Hex.Encode(writer.WrittenSpan));

        writer.Clear();
        writer.WriteArrayHeader(count);
        Assert.Equal(array, Hex.Encode(writer.WrittenSpan));
    }

    [Fact]
    public void Every_integer_width_reads_as_every_integer()
    {
        Gen.Long.Sample(value =>
        {
            MsgpackWriter writer = new();
            writer.WriteCompactInt(value);
            writer.WriteInt64(value);
            MsgpackReader reader = new(writer.WrittenSpan, "integers");
            return reader.ReadInt64() == value && reader.ReadInt64() == value && reader.AtEnd;
        });
    }

    [Fact]
    public void Values_survive_a_round_trip()
    {
        Gen.Select(Gen.ULong, Gen.Double, Gen.String, Gen.Byte.Array[0, 400], Gen.Bool, Gen.Select(Gen.Long, Gen.UInt[0, KlosetTime.NanosecondsPerSecond - 1])).Sample(
            (number, real, text, bytes, flag, time) =>
            {
                // Lone surrogates have no UTF-8 form.
                text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
                MsgpackWriter writer = new();
                writer.WriteArrayHeader(6);
                writer.WriteUInt64(number);
                writer.WriteDouble(real);
                writer.WriteString(text);
                writer.WriteBinary(bytes);
                writer.WriteBoolean(flag);
                writer.WriteTime(new KlosetTime(time.Item1, time.Item2));

                MsgpackReader reader = new(writer.WrittenSpan, "values");
                Assert.Equal(6, reader.ReadArrayHeader(6));
                Assert.Equal(number, reader.ReadUInt64());
                Assert.Equal(real, reader.ReadDouble());
                Assert.Equal(text, reader.ReadString());
                Assert.Equal(bytes, reader.ReadBinary());
                Assert.Equal(flag, reader.ReadBoolean());
                Assert.Equal(new KlosetTime(time.Item1, time.Item2), reader.ReadTime());
                Assert.True(reader.AtEnd);

                MsgpackReader skipping = new(writer.WrittenSpan, "values");
                skipping.Skip();
                Assert.True(skipping.AtEnd);
            });
    }

    [Fact]
    public void Nil_reads_as_zero_everywhere()
    {
        MsgpackReader reader = new(Enumerable.Repeat((byte)0xc0, 12).ToArray(), "nils");

        Assert.Equal(0, reader.ReadMapHeader());
        Assert.Equal(0, reader.ReadArrayHeader(10));
        Assert.True(reader.ReadStringBytes().IsEmpty);
        Assert.Equal("", reader.ReadString());
        Assert.Empty(reader.ReadBinary());
        Assert.Equal(Mac.Nil, reader.ReadMac());
        Assert.Equal(0, reader.ReadInt64());
        Assert.Equal(0UL, reader.ReadUInt64());
        Assert.Equal(0.0, reader.ReadDouble());
        Assert.False(reader.ReadBoolean());
        Assert.Equal(KlosetTime.GoZero, reader.ReadTime());
        Assert.True(reader.TryReadNil());
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData("dfffffffff")]
    [InlineData("de0401")]
    [InlineData("82a1")]
    public void Map_counts_that_can_not_be_true_are_refused(string hex) =>
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode(hex), "map").ReadMapHeader());

    [Theory]
    [InlineData("ddffffffff")]
    [InlineData("dc000b")]
    [InlineData("9201")]
    public void Array_counts_that_can_not_be_true_are_refused(string hex) =>
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode(hex), "array").ReadArrayHeader(10));

    [Theory]
    [InlineData("c6ffffffff00")]
    [InlineData("db80000000")]
    [InlineData("a2ff")]
    public void Lengths_beyond_the_data_are_refused(string hex) =>
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode(hex), "bytes").ReadBinary());

    [Fact]
    public void Integers_out_of_range_are_refused()
    {
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode("ff"), "number").ReadUInt64());
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode("cfffffffffffffffff"), "number").ReadInt64());
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode("cf0000000100000000"), "number").ReadUInt32());
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode("cd0100"), "number").ReadByte());
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode("ce80000000"), "number").ReadInt32());
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode("ce00010000"), "number").ReadUInt16());
    }

    [Fact]
    public void Time_with_too_many_nanoseconds_is_refused() =>
        Assert.Throws<KlosetFormatException>(() => new MsgpackReader(Hex.Decode("c70cff3b9aca000000000000000000"), "time").ReadTime());

    [Fact]
    public void Invalid_text_becomes_replacement_characters_and_keeps_its_bytes()
    {
        byte[] data = Hex.Decode("a3ff41fe");

        Assert.Equal("\ufffdA\ufffd", new MsgpackReader(data, "name").ReadString());
        Assert.Equal(data[1..], new MsgpackReader(data, "name").ReadStringBytes().ToArray());
    }

    [Fact]
    public void Deep_nesting_is_skipped_without_recursion()
    {
        byte[] nested = [.. Enumerable.Repeat((byte)0x91, 1_000_000), 0xc0];
        MsgpackReader reader = new(nested, "nest");

        reader.Skip();

        Assert.True(reader.AtEnd);
    }

    [Fact]
    public void Hostile_bytes_raise_only_errors_of_the_store()
    {
        Gen.Byte.Array[0, 100].Sample(data => Hostile.FailsCleanly(() => new MsgpackReader(data, "value").Skip()), iter: 20_000);
        Gen.Byte.Array[0, 20].Sample(data => Hostile.FailsCleanly(() => new MsgpackReader(data, "value").ReadMapHeader()));
        Gen.Byte.Array[0, 20].Sample(data => Hostile.FailsCleanly(() => new MsgpackReader(data, "value").ReadTime()));
        Gen.Byte.Array[0, 20].Sample(data => Hostile.FailsCleanly(() => new MsgpackReader(data, "value").ReadDouble()));
        Gen.Byte.Array[0, 40].Sample(data => Hostile.FailsCleanly(() => new MsgpackReader(data, "value").ReadMac()));
        Gen.Byte.Array[0, 20].Sample(data => Hostile.FailsCleanly(() => new MsgpackReader(data, "value").ReadString()));
    }

    [Fact]
    public void Message_says_what_is_damaged_and_where()
    {
        KlosetFormatException exception = Assert.Throws<KlosetFormatException>(() => new MsgpackReader([0xc1], "vfs entry").Skip());

        Assert.Contains("vfs entry", exception.Message, StringComparison.Ordinal);
        Assert.Contains("byte 1 of 1", exception.Message, StringComparison.Ordinal);
    }
}
