namespace ScwSecretBackup.Binding;

/// <summary>A key file can't be read.</summary>
internal sealed class PassphraseFileException(string message, Exception innerException) : Exception(message, innerException);
