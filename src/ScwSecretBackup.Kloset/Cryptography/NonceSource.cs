namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>Fills a nonce that has never been used with the same key.</summary>
internal delegate void NonceSource(Span<byte> nonce);
