using System.Globalization;
using ScwSecretBackup.Engine.Layout;

namespace ScwSecretBackup.Engine.Selection;

/// <summary>
/// Which secrets, and which of their versions, a backup, a restore or a comparison is about. Every part that is given must hold. Patterns take
/// PowerShell's wildcards and ignore case (<see cref="WildcardMatcher"/>).
/// </summary>
public sealed record SecretSelection
{
    /// <summary>Everything.</summary>
    public static SecretSelection Everything { get; } = new();

    /// <summary>Patterns of names, of which one must match.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// Patterns of folders, of which one must match: <c>/prod</c> is the secrets that are directly in it, with <see cref="Recurse"/> also those
    /// below it; <c>/prod/*</c> is everything below it at any depth, because <c>*</c> matches slashes too.
    /// </summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Whether a folder stands for the folders below it too.</summary>
    public bool Recurse { get; init; }

    /// <summary>Tags a secret must have, all of them, exactly as the service keeps them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Types, such as <c>key_value</c>, of which a secret must have one.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Patterns of full names such as <c>/prod/db/password</c>, of which one must match.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of full names, of which none may match.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Ids of the secrets, or null where ids do not matter.</summary>
    public IReadOnlySet<string>? SecretIds { get; init; }

    /// <summary>Which versions of each secret.</summary>
    public VersionSelection Versions { get; init; } = VersionSelection.All;

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEverything => SelectsAllSecrets && Versions.Scope == VersionScope.All;

    /// <summary>Whether no secret is left out; of the versions some may be.</summary>
    public bool SelectsAllSecrets =>
        Names.Count + Folders.Count + Tags.Count + Types.Count + Include.Count + Exclude.Count == 0 && SecretIds is null;

    /// <summary>Whether a secret is selected. For more than a few secrets use one <see cref="SelectionMatcher"/>.</summary>
    /// <exception cref="ArgumentException">A pattern is not valid.</exception>
    public bool Matches(string folder, string name, string type, IReadOnlyCollection<string> tags, string id) =>
        new SelectionMatcher(this).Matches(folder, name, type, tags, id);

    /// <summary>The selection as JSON with one spelling: equal selections give equal texts, and one of everything gives <c>{}</c>.</summary>
    public string ToCanonicalText() => System.Text.Encoding.UTF8.GetString(FilterDocument.ToObject(this).ToUtf8Bytes());

    /// <summary>The selection for people, such as <c>folder /prod/*, tag x</c>; <c>none</c> when it leaves out nothing.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            Part("name", Names),
            Part(Recurse ? "folder and below" : "folder", Folders),
            Part("tag", Tags),
            Part("type", Types),
            Part("only", Include),
            Part("not", Exclude),
            SecretIds is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{SecretIds.Count} {(SecretIds.Count == 1 ? "secret" : "secrets")} by id"),
            Versions.Scope switch
            {
                VersionScope.All => "",
                VersionScope.Latest => "latest version",
                VersionScope.LatestEnabled => "latest enabled version",
                _ => $"version {string.Join(" or ", Versions.Revisions)}",
            },
        ];
        return IsEverything ? "none" : string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string Part(string word, IReadOnlyList<string> values) =>
        values.Count == 0 ? "" : $"{word} {string.Join(word is "tag" or "not" ? " and " : " or ", values)}";
}
