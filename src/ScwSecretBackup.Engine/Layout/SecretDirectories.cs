using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>Gives every secret of a listing a directory of its own.</summary>
internal static class SecretDirectories
{
    /// <summary>
    /// Maps secret ids to directories. Where several secrets share folder and name, the oldest live one keeps the plain name. Secrets whose
    /// names can't be paths are in <paramref name="problems"/> instead, with the reason.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Assign(IEnumerable<Secret> secrets, out IReadOnlyDictionary<string, string> problems)
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var groups = new Dictionary<SecretPath, List<Secret>>();
        foreach (Secret secret in secrets)
        {
            if (SecretPath.TryCreate(secret.Path, secret.Name, out string problem) is not { } path)
            {
                refused[secret.Id] = problem;
            }
            else if (!Guid.TryParseExact(secret.Id, "D", out _))
            {
                refused[secret.Id] = "its id is not a UUID";
            }
            else if (groups.TryGetValue(path, out List<Secret>? group))
            {
                group.Add(secret);
            }
            else
            {
                groups[path] = [secret];
            }
        }

        problems = refused;
        var directories = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((SecretPath path, List<Secret> group) in groups)
        {
            AssignGroup(path, group, directories);
        }

        return directories;
    }

    private static void AssignGroup(SecretPath path, List<Secret> group, Dictionary<string, string> directories)
    {
        Secret owner = group
            .OrderBy(secret => secret.DeletionRequestedAt is not null)
            .ThenBy(secret => secret.CreatedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(secret => secret.Id, StringComparer.Ordinal)
            .First();
        directories[owner.Id] = path.Directory;
        foreach (IGrouping<string, Secret> sameSuffix in group.Where(secret => secret != owner).GroupBy(secret => path.DirectoryFor(secret.Id, wholeId: false)))
        {
            bool ambiguous = sameSuffix.Skip(1).Any();
            foreach (Secret secret in sameSuffix)
            {
                directories[secret.Id] = path.DirectoryFor(secret.Id, ambiguous);
            }
        }
    }
}
