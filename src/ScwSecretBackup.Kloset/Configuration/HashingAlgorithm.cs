namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>The store MAC's algorithm (FORMAT §6.1).</summary>
public enum HashingAlgorithm
{
    /// <summary>Keyed BLAKE3-256.</summary>
    Blake3,

    /// <summary>HMAC-SHA-256.</summary>
    Sha256,
}
