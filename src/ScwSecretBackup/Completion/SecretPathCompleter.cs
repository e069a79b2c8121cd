namespace ScwSecretBackup.Completion;

/// <summary>Completes folders and names, such as <c>/prod/db/password</c>, of secrets that a command met before in a snapshot of the open store.</summary>
internal sealed class SecretPathCompleter : WordCompleter
{
    private protected override bool OffersPatterns => true;

    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Sorted(command.Secrets.Select(secret => secret.Path));
}
