namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>PBKDF2 with HMAC-SHA-256.</summary>
/// <param name="Salt">Salt of the derivation.</param>
/// <param name="Iterations">Rounds.</param>
public sealed record Pbkdf2Parameters(ReadOnlyMemory<byte> Salt, int Iterations = 100_000) : KdfParameters(Salt);
