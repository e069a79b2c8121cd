using System.Text;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Selection;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Selection;

public sealed class SecretSelectionTests
{
    [Theory]
    [InlineData("/prod", false, "/prod", true)]
    [InlineData("/prod", false, "/prod/db", false)]
    [InlineData("/prod", true, "/prod", true)]
    [InlineData("/prod", true, "/prod/db/deep", true)]
    [InlineData("/prod", true, "/production", false)]
    [InlineData("prod/", false, "/prod", true)]
    [InlineData("/prod/*", false, "/prod", false)]
    [InlineData("/prod/*", false, "/prod/db/deep", true)]
    [InlineData("*/db", false, "/prod/db", true)]
    [InlineData("*/db", false, "/prod/db/deep", false)]
    [InlineData("*/db", true, "/prod/db/deep", true)]
    [InlineData("/", false, "/", true)]
    [InlineData("/", false, "/prod", false)]
    [InlineData("/", true, "/prod/db", true)]
    [InlineData("/PROD", false, "/prod", true)]
    public void A_folder_is_itself_and_with_recurse_what_is_below_it(string pattern, bool recurse, string folder, bool expected) =>
        Assert.Equal(expected, Matches(new SecretSelection { Folders = [pattern], Recurse = recurse }, folder: folder));

    [Fact]
    public void Every_part_that_is_given_must_hold()
    {
        var selection = new SecretSelection
        {
            Names = ["pass*"],
            Folders = ["/prod"],
            Tags = ["a", "b"],
            Types = ["Opaque"],
            Include = ["*word"],
            Exclude = ["*/secret*"],
            SecretIds = new HashSet<string> { "1" },
        };

        Assert.True(Matches(selection));
        Assert.False(Matches(selection, name: "token"));
        Assert.False(Matches(selection, folder: "/"));
        Assert.False(Matches(selection, tags: ["a"]));
        Assert.False(Matches(selection, tags: ["A", "b"]));
        Assert.False(Matches(selection, type: "key_value"));
        Assert.False(Matches(selection with { Include = ["*words"] }));
        Assert.False(Matches(selection with { Exclude = ["prod/*"] }));
        Assert.False(Matches(selection, id: "2"));
    }

    [Fact]
    public void Nothing_selected_is_everything()
    {
        Assert.True(SecretSelection.Everything.IsEverything);
        Assert.True(Matches(SecretSelection.Everything));
        Assert.Equal("{}", SecretSelection.Everything.ToCanonicalText());
        Assert.Equal("none", SecretSelection.Everything.ToString());
        Assert.False((SecretSelection.Everything with { Versions = VersionSelection.Latest }).IsEverything);
    }

    [Fact]
    public void Only_what_is_named_without_wildcards_can_be_missed()
    {
        var matcher = new SelectionMatcher(new SecretSelection
        {
            Names = ["password", "gone", "none*"],
            Folders = ["/prod", "/gone", "/none*"],
            Exclude = ["/gone/x"],
            SecretIds = new HashSet<string> { "1", "2" },
        });

        Assert.True(matcher.Matches("/prod", "password", "opaque", [], "1"));

        Assert.Equal(
            [(SelectionMissKind.Folder, "/gone"), (SelectionMissKind.Name, "gone"), (SelectionMissKind.SecretId, "2")],
            matcher.Misses.Select(miss => (miss.Kind, miss.Text)));
    }

    [Fact]
    public void The_canonical_text_does_not_depend_on_the_order_and_can_be_read_again()
    {
        var one = new SecretSelection { Names = ["b", "a"], Folders = ["/x"], Recurse = true, Tags = ["t"], SecretIds = new HashSet<string> { "2", "1" }, Versions = VersionSelection.Of([4, 1]) };
        SecretSelection other = one with { Names = ["a", "b", "a"], SecretIds = new HashSet<string> { "1", "2" } };

        string text = one.ToCanonicalText();

        Assert.Equal(text, other.ToCanonicalText());
        Assert.Equal("""{"folders":["/x"],"names":["a","b"],"recurse":true,"secret_ids":["1","2"],"tags":["t"],"versions":"1,4"}""", text);
        Assert.Equal(text, FilterDocument.Parse(DocumentReader.Parse(Encoding.UTF8.GetBytes(text), "/manifest.json")).ToCanonicalText());
        Assert.Equal("name b or a, folder and below /x, tag t, 2 secrets by id, version 1 or 4", one.ToString());
    }

    [Fact]
    public void A_filter_that_is_damaged_is_a_damaged_snapshot() => Assert.Equal(
        EngineErrorKind.DamagedSnapshot,
        Assert.Throws<EngineException>(() => FilterDocument.Parse(DocumentReader.Parse("""{"versions":"oldest"}"""u8.ToArray(), "/manifest.json"))).Kind);

    [Theory]
    [InlineData("[a")]
    [InlineData("[b-a]")]
    public void A_pattern_that_is_not_valid_is_refused_with_its_text(string pattern) => Assert.Contains(
        pattern, Assert.Throws<ArgumentException>(() => new SelectionMatcher(new SecretSelection { Names = [pattern] })).Message, StringComparison.Ordinal);

    private static bool Matches(
        SecretSelection selection, string folder = "/prod", string name = "password", string type = "opaque", string[]? tags = null, string id = "1") =>
        selection.Matches(folder, name, type, tags ?? ["b", "a"], id);
}
