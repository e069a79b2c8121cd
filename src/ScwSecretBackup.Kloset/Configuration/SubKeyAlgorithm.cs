namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>How the sub-key of an encrypted stream is protected (FORMAT §3.3).</summary>
public enum SubKeyAlgorithm
{
    /// <summary>AES-256 key wrap of RFC 3394.</summary>
    Aes256KeyWrap,

    /// <summary>AES-256-GCM; plakar reads such stores but never creates them.</summary>
    Aes256Gcm,
}
