namespace ScwSecretBackup.Completion;

/// <summary>Completes the tags of secrets that a command met before in a snapshot of the open store.</summary>
internal sealed class SecretTagCompleter : WordCompleter
{
    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Sorted(command.Secrets.SelectMany(secret => secret.Tags));
}
