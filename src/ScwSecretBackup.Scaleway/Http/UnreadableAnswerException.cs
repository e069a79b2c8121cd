namespace ScwSecretBackup.Scaleway.Http;

/// <summary>A successful answer is not what the call returns. The message holds no part of the answer.</summary>
internal sealed class UnreadableAnswerException(string message) : Exception(message);
