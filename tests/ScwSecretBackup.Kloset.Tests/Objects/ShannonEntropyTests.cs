using CsCheck;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Objects;

public sealed class ShannonEntropyTests
{
    [Fact]
    public void Known_content_has_the_entropy_that_plakar_recorded()
    {
        // FORMAT §12.6, and objects of the golden store d-variants-nocompress.
        Assert.Equal(3.182005814760214, ShannonEntropy.Compute(KnownStore.Content), 1e-14);
        Assert.Equal(2.584962500721156, ShannonEntropy.Compute("plain\n"u8), 1e-14);
    }

    [Fact]
    public void Nothing_and_one_repeated_byte_have_none()
    {
        Assert.Equal(0, ShannonEntropy.Compute([]));
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(ShannonEntropy.Compute(new byte[100])));
    }

    [Fact]
    public void All_bytes_equally_often_have_eight_bits() =>
        Assert.Equal(8, ShannonEntropy.Compute([.. Enumerable.Range(0, 512).Select(i => (byte)i)]), 1e-12);

    [Fact]
    public void It_lies_between_zero_and_eight() =>
        Gen.Byte.Array[0, 2000].Sample(content => ShannonEntropy.Compute(content) is >= 0 and <= 8.0000001);
}
