using System.Text;
using ScwSecretBackup.Kloset.Objects;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Objects;

public sealed class ContentTypeSnifferTests
{
    [Theory]
    [InlineData("", ContentTypeSniffer.Empty)]
    [InlineData("p@ssw0rd\n", ContentTypeSniffer.Text)]
    [InlineData("grüße, \U0001F600", ContentTypeSniffer.Text)]
    [InlineData("a\0b", ContentTypeSniffer.Binary)]
    [InlineData("\u0001", ContentTypeSniffer.Binary)]
    public void Text_is_told_from_binary(string content, string expected) =>
        Assert.Equal(expected, ContentTypeSniffer.Sniff(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Invalid_utf8_is_binary()
    {
        Assert.Equal(ContentTypeSniffer.Binary, ContentTypeSniffer.Sniff([0x61, 0xFF]));
        Assert.Equal(ContentTypeSniffer.Binary, ContentTypeSniffer.Sniff([0x61, 0xC3]));
    }

    [Fact]
    public void A_character_across_the_end_of_what_is_looked_at_is_still_text()
    {
        byte[] content = Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("ü", 4000)));

        Assert.Equal(ContentTypeSniffer.Text, ContentTypeSniffer.Sniff(content));
    }
}
