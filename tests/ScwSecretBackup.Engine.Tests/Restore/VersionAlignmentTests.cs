using System.Text;
using CsCheck;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Versions;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class VersionAlignmentTests
{
    private static readonly Fingerprinter Fingerprinter = new();

    // A letter is an enabled version with that value, a letter in lower case a disabled one; '?' is a disabled one that can't be read.
    [Theory]
    [InlineData("", "", "")]
    [InlineData("ABC", "", "")]
    [InlineData("ABC", "ABC", "1-1 2-2 3-3")]
    [InlineData("ABC", "AC", "1-1 3-2")]
    [InlineData("ABA", "AB", "1-1 2-2")]
    [InlineData("ABA", "ABA", "1-1 2-2 3-3")]
    [InlineData("AB", "XAYB", "1-2 2-4")]
    [InlineData("AB", "BA", "1-2 2-1")]
    [InlineData("AaB", "A?B", "1-1 2-2 3-3")]
    [InlineData("aB", "?", "1-1")]
    [InlineData("aB", "?X", "")]
    [InlineData("AaB", "A?", "1-1 2-2")]
    [InlineData("AB", "?B", "2-2")]
    [InlineData("abC", "??C", "1-1 2-2 3-3")]
    [InlineData("aC", "??C", "2-3")]
    public void Versions_match_by_value_then_by_position(string sources, string targets, string expected)
    {
        IReadOnlyDictionary<int, int> match = VersionAlignment.Compute(Make(sources), Make(targets));

        Assert.Equal(expected, string.Join(' ', match.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}-{pair.Value}")));
    }

    [Fact]
    public void A_different_description_keeps_an_unreadable_version_from_matching()
    {
        ComparedVersion source = Make("a")[0];
        ComparedVersion target = Make("?")[0] with { Description = "another" };

        Assert.Empty(VersionAlignment.Compute([source], [target]));
    }

    [Fact]
    public void Writing_what_is_missing_once_leaves_nothing_missing()
    {
        Gen<string> values = Gen.Char["ABCD"].Array[0, 8].Select(letters => new string(letters));
        Gen.Select(values, values).Sample((source, target) =>
        {
            IReadOnlyDictionary<int, int> first = VersionAlignment.Compute(Make(source), Make(target));
            string missing = string.Concat(source.Where((_, i) => !first.ContainsKey(i + 1)));
            IReadOnlyDictionary<int, int> second = VersionAlignment.Compute(Make(source), Make(target + missing));

            return second.Count == source.Length && second.Values.Distinct().Count() == second.Count;
        });
    }

    [Fact]
    public void An_interrupted_restore_is_always_recognised_as_the_beginning()
    {
        Gen.Select(Gen.Char["ABab"].Array[1, 10], Gen.Int[0, 10]).Sample((letters, cut) =>
        {
            string source = new(letters);
            string written = string.Concat(source.Take(cut).Select(letter => char.IsLower(letter) ? '?' : letter));
            IReadOnlyDictionary<int, int> match = VersionAlignment.Compute(Make(source), Make(written));

            return match.Count == written.Length;
        });
    }

    private static ComparedVersion[] Make(string letters) => [.. letters.Select((letter, i) => new ComparedVersion(
        i + 1,
        char.IsUpper(letter) ? "enabled" : "disabled",
        "",
        letter == '?' ? null : Fingerprinter.Compute(Encoding.ASCII.GetBytes([char.ToUpperInvariant(letter)]))))];
}
