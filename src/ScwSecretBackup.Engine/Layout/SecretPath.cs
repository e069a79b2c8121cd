namespace ScwSecretBackup.Engine.Layout;

/// <summary>
/// Folder and name of a secret, both checked, and the directory they get in a snapshot. A top-level segment <c>manifest.json</c> is a legal
/// name in the service but is taken in the snapshot, so it is written <c>@manifest.json</c>.
/// </summary>
internal sealed record SecretPath
{
    private const int ShortIdLength = 8;

    private SecretPath(string folder, string name)
    {
        Folder = folder;
        Name = name;
    }

    /// <summary>Folder: <c>/</c> or <c>/a/b</c>.</summary>
    public string Folder { get; }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Directory of the secret when no other has the same folder and name.</summary>
    public string Directory => Escape(Folder == "/" ? $"/{Name}" : $"{Folder}/{Name}");

    /// <summary>Checks folder and name; <paramref name="problem"/> says what is wrong without repeating them.</summary>
    public static SecretPath? TryCreate(string folder, string name, out string problem)
    {
        problem = "";
        if (!folder.StartsWith('/'))
        {
            problem = "its folder does not start with '/'";
            return null;
        }

        if (PathSegment.FindProblem(name) is { } nameProblem)
        {
            problem = $"its name can't be used as a path segment: {nameProblem}";
            return null;
        }

        string normalized = NormalizeFolder(folder);
        if (normalized != "/" && normalized[1..].Split('/').Select(PathSegment.FindProblem).FirstOrDefault(text => text is not null) is { } folderProblem)
        {
            problem = $"a segment of its folder can't be used as a path segment: {folderProblem}";
            return null;
        }

        return new SecretPath(normalized, name);
    }

    /// <summary>The one spelling of a folder: without trailing slash.</summary>
    public static string NormalizeFolder(string folder) => folder.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";

    /// <summary>Folder and name of the secret that a directory belongs to, as far as the directory tells them.</summary>
    public static (string Folder, string Name) Guess(string directory)
    {
        string path = directory.StartsWith("/@", StringComparison.Ordinal) && IsTaken($"/{directory[2..]}") ? $"/{directory[2..]}" : directory;
        int slash = path.LastIndexOf('/');
        string name = path[(slash + 1)..];
        int suffix = name.LastIndexOf('~');
        return (NormalizeFolder(path[..slash]), name[0] == '@' && suffix > 1 ? name[1..suffix] : name);
    }

    /// <summary>Directory of a secret whose folder and name another one owns.</summary>
    public string DirectoryFor(string secretId, bool wholeId)
    {
        string suffix = wholeId || secretId.Length <= ShortIdLength ? secretId : secretId[..ShortIdLength];
        return Escape($"{(Folder == "/" ? "" : Folder)}/@{Name}~{suffix}");
    }

    private static string Escape(string path) => IsTaken(path) ? $"/@{path[1..]}" : path;

    private static bool IsTaken(string path)
    {
        const string Taken = SnapshotLayout.ManifestPath;
        return path.StartsWith(Taken, StringComparison.Ordinal) && (path.Length == Taken.Length || path[Taken.Length] == '/');
    }
}
