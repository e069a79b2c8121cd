using System.Text;
using CsCheck;
using ScwSecretBackup.Kloset.Trees;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Trees;

public sealed class KeyComparerTests
{
    [Theory]
    [InlineData("/", "/etc")]
    [InlineData("/etc", "/etc/x")]
    [InlineData("/zzz", "/a/b")]
    [InlineData("/a", "/ab")]
    [InlineData("/a.b", "/a0")]
    [InlineData("/\uFFFD", "/\U0001F600")]
    public void Paths_are_ordered_by_slashes_and_then_bytes(string first, string second)
    {
        Assert.True(KeyComparer.Path.Compare(Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(second)) < 0);
        Assert.True(KeyComparer.Path.Compare(Encoding.UTF8.GetBytes(second), Encoding.UTF8.GetBytes(first)) > 0);
    }

    [Fact]
    public void Bytewise_order_knows_no_slashes() => Assert.True(KeyComparer.Bytewise.Compare("/zzz"u8, "/a/b"u8) > 0);

    [Fact]
    public void The_lower_bound_splits_the_keys() => Gen.Select(Gen.Byte.Array[0, 4].List[0, 30], Gen.Byte.Array[0, 4]).Sample((keys, key) =>
    {
        List<ReadOnlyMemory<byte>> sorted = [.. keys.Select(item => new ReadOnlyMemory<byte>(item)).Order(KeyComparer.Path)];
        int index = KeyComparer.Path.LowerBound(sorted, key);
        return sorted.Take(index).All(item => KeyComparer.Path.Compare(item.Span, key) < 0)
            && sorted.Skip(index).All(item => KeyComparer.Path.Compare(item.Span, key) >= 0);
    });
}
