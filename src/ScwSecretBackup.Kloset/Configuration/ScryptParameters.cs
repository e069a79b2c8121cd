namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>scrypt.</summary>
/// <param name="Salt">Salt of the derivation.</param>
/// <param name="Cost">CPU and memory cost N, a power of two.</param>
/// <param name="BlockSize">Block size r.</param>
/// <param name="Parallelism">Parallelism p.</param>
public sealed record ScryptParameters(ReadOnlyMemory<byte> Salt, int Cost = 32768, int BlockSize = 8, int Parallelism = 1) : KdfParameters(Salt);
