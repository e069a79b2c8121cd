namespace ScwSecretBackup.Scaleway.Http;

/// <summary>Makes the result out of the body of a successful answer.</summary>
/// <exception cref="UnreadableAnswerException">The body is not what the call returns.</exception>
internal delegate T AnswerParser<out T>(ReadOnlySpan<byte> body);
