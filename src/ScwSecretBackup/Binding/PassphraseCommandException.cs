namespace ScwSecretBackup.Binding;

/// <summary>A passphrase command did not give a passphrase. Its message holds nothing that the command printed.</summary>
internal sealed class PassphraseCommandException(string message, Exception? innerException = null) : Exception(message, innerException);
