using ScwSecretBackup.Engine.Layout;

namespace ScwSecretBackup.Engine.Restore.Mapping;

/// <summary>Maps folders by the longest prefix of whole segments.</summary>
internal sealed class FolderMap
{
    private readonly (string From, string To)[] _entries;

    /// <summary>Maps as a table says; a missing slash at the front and one too many at the end do not count.</summary>
    public FolderMap(IReadOnlyDictionary<string, string> table) =>
        _entries = [.. table
            .Select(pair => (From: Root(pair.Key), To: Root(pair.Value)))
            .OrderByDescending(entry => entry.From.Length)];

    /// <summary>The folder in the destination.</summary>
    public string Map(string folder)
    {
        foreach ((string from, string to) in _entries)
        {
            if (folder == from)
            {
                return to;
            }

            string prefix = from == "/" ? "/" : from + "/";
            if (folder.StartsWith(prefix, StringComparison.Ordinal))
            {
                return SecretPath.NormalizeFolder($"{(to == "/" ? "" : to)}/{folder[prefix.Length..]}");
            }
        }

        return folder;
    }

    private static string Root(string folder) => SecretPath.NormalizeFolder(folder.StartsWith('/') ? folder : "/" + folder);
}
