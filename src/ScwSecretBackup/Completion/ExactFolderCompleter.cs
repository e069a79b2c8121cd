namespace ScwSecretBackup.Completion;

/// <summary>Completes folders of secrets for a parameter that takes them exactly.</summary>
internal sealed class ExactFolderCompleter : SecretFolderCompleter
{
    private protected override bool OffersPatterns => false;
}
