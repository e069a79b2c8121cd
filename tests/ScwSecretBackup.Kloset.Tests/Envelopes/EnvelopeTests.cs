using CsCheck;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Envelopes;

public sealed class EnvelopeTests
{
    private static readonly IStoreMac StoreMacOfVectors = StoreMac.Create(KnownStore.Plaintext, key: null);

    [Fact]
    public void Empty_payload_gives_the_known_file() =>
        Assert.Equal(
            "5f4b4c4f5345545f0300000000010100" + "1622f3ed17fedc41531ff7df9b70efab8e45e05febd808dbef050fb2a3912fe3",
            Hex.Encode(Envelope.Seal(ResourceType.State, KlosetVersion.V1_1_0, [], StoreMacOfVectors)));

    [Fact]
    public void Payload_survives_a_round_trip() =>
        Gen.Byte.Array[0, 500].Sample(payload =>
        {
            byte[] file = Envelope.Seal(ResourceType.Lock, KlosetVersion.V1_0_0, payload, StoreMacOfVectors);
            ReadOnlyMemory<byte> opened = Envelope.Open(file, ResourceType.Lock, StoreMacOfVectors, "locks/x", out KlosetVersion version);
            return opened.Span.SequenceEqual(payload) && version == KlosetVersion.V1_0_0;
        });

    [Fact]
    public void Every_changed_byte_is_found()
    {
        byte[] valid = Envelope.Seal(ResourceType.Lock, KlosetVersion.V1_0_0, "payload"u8, StoreMacOfVectors);
        for (int i = 0; i < valid.Length; i++)
        {
            byte[] changed = [.. valid];
            changed[i] ^= 0x10;

            Assert.ThrowsAny<KlosetException>(() => Envelope.Open(changed, ResourceType.Lock, StoreMacOfVectors, "locks/x", out _));
        }
    }

    [Fact]
    public void File_of_another_kind_is_refused_by_name()
    {
        byte[] file = Envelope.Seal(ResourceType.State, KlosetVersion.V1_1_0, [], StoreMacOfVectors);

        KlosetFormatException exception = Assert.Throws<KlosetFormatException>(() => Envelope.Open(file, ResourceType.Packfile, StoreMacOfVectors, "packfiles/ab", out _));

        Assert.Contains("packfiles/ab", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((byte)ResourceType.State, 0x00010101)]
    [InlineData((byte)ResourceType.State, 0x00020000)]
    [InlineData((byte)ResourceType.Lock, 0x00010100)]
    public void Newer_version_is_refused(byte type, uint word)
    {
        byte[] file = Envelope.Seal((ResourceType)type, new KlosetVersion(word), [], StoreMacOfVectors);

        Assert.Throws<KlosetVersionException>(() => Envelope.Open(file, (ResourceType)type, StoreMacOfVectors, "x", out _));
    }

    [Fact]
    public void Older_version_is_accepted()
    {
        byte[] file = Envelope.Seal(ResourceType.State, KlosetVersion.V1_0_0, [], StoreMacOfVectors);

        Envelope.Open(file, ResourceType.State, StoreMacOfVectors, "x", out KlosetVersion version);

        Assert.Equal("1.0.0", version.ToString());
    }
}
