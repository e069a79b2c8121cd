namespace ScwSecretBackup.Completion;

/// <summary>What the Tab key can offer of a secret.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Its tags, as far as they are known.</param>
internal sealed record KnownSecret(string Folder, string Name, IReadOnlyList<string> Tags)
{
    /// <summary>Folder and name.</summary>
    public string Path => SecretPath.Join(Folder, Name);
}
