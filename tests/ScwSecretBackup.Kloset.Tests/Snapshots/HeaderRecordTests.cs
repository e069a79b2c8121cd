using CsCheck;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Snapshots;

public sealed class HeaderRecordTests
{
    private static readonly Mac Id = Mac.Parse(new string('5', 64));

    private static readonly HeaderRecord Full = new()
    {
        Identifier = Id,
        Timestamp = new KlosetTime(1750000000, 123456789),
        DurationNanoseconds = 1_500_000_000,
        Identity = new HeaderIdentity(Enumerable.Range(1, 16).Select(i => (byte)i).ToArray(), new byte[32]),
        Name = "name",
        Category = "security",
        Environment = "prod",
        Perimeter = "perimeter",
        Job = "job",
        Dataset = "dataset",
        DataClasses = ["secret"],
        Classifications = [new HeaderClassification { Analyzer = "an", Classes = [new("c", 0.5)] }],
        Tags = ["a", "b"],
        Context = [new("Hostname", "here")],
        Sources =
        [
            new HeaderSource
            {
                ImporterType = "fs",
                ImporterOrigin = "here",
                ImporterDirectory = "/srv",
                Context = [new("k", "v")],
                Trees = new HeaderTrees(Mac.NewRandom(), Mac.NewRandom(), Mac.NewRandom()),
                Indexes = [new HeaderIndex(HeaderIndex.Dirpacks, HeaderIndex.BTree, Mac.NewRandom())],
                Summary = new SummaryRecord { Directory = new SummaryCounters { Files = 2, Size = 10 }, Below = new SummaryCounters { Files = 3, Size = 5, Errors = 1 } },
            },
        ],
    };

    [Fact]
    public void A_header_survives_encoding_and_decoding()
    {
        byte[] bytes = Encode(Full);

        Assert.Equal("de0011", Hex.Encode(bytes.AsSpan(0, 3)));
        Assert.Equal(Hex.Encode(bytes), Hex.Encode(Encode(HeaderRecord.Decode(bytes))));
    }

    [Fact]
    public void Nil_lists_stay_nil_and_empty_lists_stay_empty()
    {
        HeaderRecord nil = Full with { DataClasses = null, Classifications = null, Tags = null, Context = null, Sources = null };
        HeaderRecord empty = Full with { DataClasses = [], Classifications = [], Tags = [], Context = [], Sources = [] };

        Assert.Equal(Hex.Encode(Encode(nil)), Hex.Encode(Encode(HeaderRecord.Decode(Encode(nil)))));
        Assert.Equal(Hex.Encode(Encode(empty)), Hex.Encode(Encode(HeaderRecord.Decode(Encode(empty)))));
        Assert.NotEqual(Hex.Encode(Encode(nil)), Hex.Encode(Encode(empty)));
    }

    [Fact]
    public void The_public_header_says_what_the_record_says()
    {
        SnapshotHeader header = HeaderRecord.Decode(Encode(Full)).ToHeader();

        Assert.Equal(Id, header.Id);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1750000000).AddTicks(1234567), header.Timestamp);
        Assert.Equal(TimeSpan.FromSeconds(1.5), header.Duration);
        Assert.True(header.IsSigned);
        Assert.Equal((5, 15, 1), (header.FileCount, header.TotalSize, header.ErrorCount));
        Assert.Equal(("name", "security", "prod", "perimeter", "job", "dataset"), (header.Description.Name, header.Description.Category, header.Description.Environment, header.Description.Perimeter, header.Description.Job, header.Description.Dataset));
        Assert.Equal(("fs", "here", "/srv"), (header.Description.ImporterType, header.Description.ImporterOrigin, header.Description.ImporterDirectory));
        Assert.Equal(["a", "b"], header.Description.Tags);
        Assert.Equal(["secret"], header.Description.DataClasses);
        Assert.Equal([new("Hostname", "here")], header.Description.Context);
    }

    [Fact]
    public void A_header_of_format_1_0_has_no_dataset_data_classes_and_indexes()
    {
        MsgpackWriter writer = new();
        writer.WriteMapHeader(3);
        writer.WriteString("identifier");
        writer.WriteMac(Id);
        writer.WriteString("name");
        writer.WriteString("old");
        writer.WriteString("sources");
        writer.WriteArrayHeader(1);
        writer.WriteMapHeader(1);
        writer.WriteString("importer");
        writer.WriteMapHeader(1);
        writer.WriteString("type");
        writer.WriteString("fs");

        HeaderRecord header = HeaderRecord.Decode(writer.WrittenSpan);

        Assert.Equal("", header.ToHeader().Description.Dataset);
        Assert.Empty(header.ToHeader().Description.DataClasses);
        Assert.Null(header.Source.FindIndex(HeaderIndex.Dirpacks));
        Assert.False(header.ToHeader().IsSigned);
    }

    [Fact]
    public void A_header_without_a_source_is_refused() =>
        Assert.Throws<KlosetFormatException>(() => HeaderRecord.Decode(Encode(Full with { Sources = [] })).ToHeader());

    [Fact]
    public void Hostile_headers_fail_cleanly() =>
        Hostile.Mutations(Encode(Full)).Sample(bytes => Hostile.FailsCleanly(() => HeaderRecord.Decode(bytes).ToHeader()));

    [Fact]
    public void A_signature_is_accepted_for_its_header_and_key_only()
    {
        Ed25519PrivateKeyParameters privateKey = new(new SecureRandom());
        HeaderRecord signed = Full with { Identity = Full.Identity with { PublicKey = privateKey.GeneratePublicKey().GetEncoded() } };
        Mac mac = KnownStore.Codec().Mac.Compute(Encode(signed));
        Ed25519Signer signer = new();
        signer.Init(forSigning: true, privateKey);
        signer.BlockUpdate(mac.ToArray(), 0, Mac.Size);
        byte[] signature = signer.GenerateSignature();

        SnapshotSignature.Verify(signed, mac, signature);

        Assert.Throws<KlosetFormatException>(() => SnapshotSignature.Verify(signed, Mac.NewRandom(), signature));
        Assert.Throws<KlosetFormatException>(() => SnapshotSignature.Verify(Full, mac, signature));
        Assert.Throws<KlosetFormatException>(() => SnapshotSignature.Verify(signed, mac, signature.AsSpan(0, 63)));
        Assert.Throws<KlosetFormatException>(() => SnapshotSignature.Verify(signed with { Identity = signed.Identity with { PublicKey = null } }, mac, signature));
    }

    private static byte[] Encode(HeaderRecord header)
    {
        MsgpackWriter writer = new();
        header.Encode(writer);
        return writer.ToArray();
    }
}
