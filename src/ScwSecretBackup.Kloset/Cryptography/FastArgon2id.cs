using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>A faster Argon2id that is not to be had everywhere, nor for all parameters.</summary>
/// <param name="parameters">Within <see cref="KdfLimits"/>.</param>
/// <param name="passphrase">The passphrase; where it is, without a copy.</param>
/// <param name="key">Receives the key.</param>
/// <returns>Whether the key was derived.</returns>
internal delegate bool FastArgon2id(Argon2idParameters parameters, ReadOnlySpan<byte> passphrase, Span<byte> key);
