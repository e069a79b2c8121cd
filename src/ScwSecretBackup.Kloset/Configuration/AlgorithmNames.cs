namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>The names that CONFIG gives to algorithms (FORMAT §2).</summary>
internal static class AlgorithmNames
{
    public const string DataEncryption = "AES256-GCM-SIV";
    public const string Argon2id = "ARGON2ID";
    public const string Scrypt = "SCRYPT";
    public const string Pbkdf2 = "PBKDF2";
    public const string Pbkdf2Hash = "SHA256";

    public static string Of(HashingAlgorithm algorithm) => algorithm == HashingAlgorithm.Sha256 ? "SHA256" : "BLAKE3";

    public static string Of(CompressionAlgorithm algorithm) => algorithm switch
    {
        CompressionAlgorithm.Gzip => "GZIP",
        CompressionAlgorithm.Zstd => "ZSTD",
        _ => "LZ4",
    };

    public static string Of(SubKeyAlgorithm algorithm) => algorithm == SubKeyAlgorithm.Aes256Gcm ? "AES256-GCM" : "AES256-KW";

    /// <summary>Key of the parameters of a KDF: its name in lower case.</summary>
    public static string KdfKey(string kdf) => kdf switch
    {
        Argon2id => "argon2id",
        Scrypt => "scrypt",
        _ => "pbkdf2",
    };

    public static HashingAlgorithm ParseHashing(string name) => Parse("hashing", name, Enum.GetValues<HashingAlgorithm>(), Of);

    public static CompressionAlgorithm ParseCompression(string name) => Parse("compression", name, Enum.GetValues<CompressionAlgorithm>(), Of);

    public static SubKeyAlgorithm ParseSubKey(string name) => Parse("sub-key", name, Enum.GetValues<SubKeyAlgorithm>(), Of);

    public static KlosetVersionException Unsupported(string kind, string name) =>
        new($"The file 'CONFIG' names the {kind} algorithm '{name}', which this module does not know. Update the module.") { MayBeDamage = true };

    private static T Parse<T>(string kind, string name, IEnumerable<T> known, Func<T, string> nameOf)
    {
        foreach (T algorithm in known)
        {
            if (string.Equals(nameOf(algorithm), name, StringComparison.Ordinal))
            {
                return algorithm;
            }
        }

        throw Unsupported(kind, name);
    }
}
