namespace ScwSecretBackup.Completion;

/// <summary>Completes names of secrets for a parameter that takes them exactly.</summary>
internal sealed class ExactNameCompleter : SecretNameCompleter
{
    private protected override bool OffersPatterns => false;
}
