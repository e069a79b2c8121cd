namespace ScwSecretBackup.Completion;

/// <summary>Completes the folders of secrets that a command met before in a snapshot of the open store.</summary>
internal class SecretFolderCompleter : WordCompleter
{
    private protected override bool OffersPatterns => true;

    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Sorted(command.Secrets.Select(secret => secret.Folder));
}
