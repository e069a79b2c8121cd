namespace ScwSecretBackup.Scaleway.Http;

/// <summary>An answer is larger than any genuine one.</summary>
internal sealed class AnswerTooLargeException(int maxBytes) : Exception($"The answer is larger than {maxBytes} bytes.");
