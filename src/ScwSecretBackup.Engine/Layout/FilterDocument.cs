using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Engine.Layout;

/// <summary><c>filter</c> in the manifest: the selection that the snapshot was made with; empty when it left out nothing.</summary>
internal static class FilterDocument
{
    /// <summary>Spells a selection. The order of its lists means nothing, so they are sorted.</summary>
    public static CanonicalObject ToObject(SecretSelection selection)
    {
        var filter = new CanonicalObject();
        SetList(filter, "names", selection.Names);
        SetList(filter, "folders", selection.Folders);
        SetList(filter, "tags", selection.Tags);
        SetList(filter, "types", selection.Types);
        SetList(filter, "include", selection.Include);
        SetList(filter, "exclude", selection.Exclude);
        if (selection.SecretIds is { } ids)
        {
            filter.Set("secret_ids", ids.Order(StringComparer.Ordinal));
        }

        return filter
            .Set("recurse", selection is { Recurse: true, Folders.Count: > 0 } ? true : null)
            .Set("versions", selection.Versions.Scope == VersionScope.All ? null : selection.Versions.ToString());
    }

    /// <summary>Reads a selection.</summary>
    /// <exception cref="EngineException">The manifest is damaged.</exception>
    public static SecretSelection Parse(DocumentReader? filter) => filter is null ? SecretSelection.Everything : new SecretSelection
    {
        Names = filter.FindStrings("names"),
        Folders = filter.FindStrings("folders"),
        Recurse = filter.FindBoolean("recurse") ?? false,
        Tags = filter.FindStrings("tags"),
        Types = filter.FindStrings("types"),
        Include = filter.FindStrings("include"),
        Exclude = filter.FindStrings("exclude"),
        SecretIds = filter.Has("secret_ids") ? filter.FindStrings("secret_ids").ToHashSet(StringComparer.Ordinal) : null,
        Versions = ParseVersions(filter.FindString("versions")),
    };

    private static void SetList(CanonicalObject filter, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            filter.Set(name, values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
    }

    private static VersionSelection ParseVersions(string? text)
    {
        try
        {
            return text is null ? VersionSelection.All : VersionSelection.Parse(text);
        }
        catch (FormatException)
        {
            throw DocumentReader.Damaged(SnapshotLayout.ManifestPath, "the filter's versions are not a selection of versions");
        }
    }
}
