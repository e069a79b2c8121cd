using ScwSecretBackup.Engine.Versions;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Versions;

public sealed class RecordedChecksumTests
{
    // The check values of both polynomials for the nine digits.
    [Theory]
    [InlineData(0xCBF43926, true)]
    [InlineData(0xE3069283, true)]
    [InlineData(0xCBF43927, false)]
    public void Both_polynomials_are_tried(uint recorded, bool fits) => Assert.Equal(fits, RecordedChecksum.Fits("123456789"u8, recorded));

    [Fact]
    public void A_fingerprint_prints_as_nothing() => Assert.Equal("ValueFingerprint", new Fingerprinter().Compute("value"u8).ToString());
}
