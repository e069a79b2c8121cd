namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>Argon2id, version 0x13: the KDF of new stores.</summary>
/// <param name="Salt">Salt of the derivation.</param>
/// <param name="Iterations">Passes over the memory.</param>
/// <param name="MemoryKiB">Memory in KiB.</param>
/// <param name="Threads">Lanes.</param>
public sealed record Argon2idParameters(ReadOnlyMemory<byte> Salt, uint Iterations = 4, uint MemoryKiB = 262144, byte Threads = 1) : KdfParameters(Salt);
