using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>Reads the encryption part of CONFIG (FORMAT §2.2). Costs of the KDF are bounded where it runs.</summary>
internal static class EncryptionConfigurationReader
{
    private const int MaxChunkSize = 64 * 1024 * 1024;

    public static EncryptionConfiguration Read(ref MsgpackReader reader)
    {
        string subKeyAlgorithm = "";
        string dataAlgorithm = "";
        int chunkSize = 0;
        KdfParameters? kdf = null;
        byte[] canary = [];
        for (int fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            switch (reader.ReadString())
            {
                case "SubKeyAlgorithm":
                    subKeyAlgorithm = reader.ReadString();
                    break;
                case "DataAlgorithm":
                    dataAlgorithm = reader.ReadString();
                    break;
                case "ChunkSize":
                    chunkSize = reader.ReadInt32();
                    break;
                case "KDFParams":
                    kdf = ReadKdf(ref reader);
                    break;
                case "Canary":
                    canary = reader.ReadBinary();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (dataAlgorithm != AlgorithmNames.DataEncryption)
        {
            throw AlgorithmNames.Unsupported("encryption", dataAlgorithm);
        }

        return new EncryptionConfiguration
        {
            SubKeyAlgorithm = AlgorithmNames.ParseSubKey(subKeyAlgorithm),
            ChunkSize = chunkSize is > 0 and <= MaxChunkSize ? chunkSize : throw Invalid($"it asks for encrypted frames of {chunkSize} bytes"),
            Kdf = kdf ?? throw Invalid("it has no KDFParams"),
            Canary = canary,
        };
    }

    private static KdfParameters ReadKdf(ref MsgpackReader reader)
    {
        string name = "";
        byte[] salt = [];
        KdfFields fields = new();
        string parametersOf = "";
        for (int count = reader.ReadMapHeader(); count > 0; count--)
        {
            string key = reader.ReadString();
            switch (key)
            {
                case "KDF":
                    name = reader.ReadString();
                    break;
                case "Salt":
                    salt = reader.ReadBinary();
                    break;
                case "argon2id" or "scrypt" or "pbkdf2" when !reader.TryReadNil():
                    parametersOf = key;
                    fields = KdfFields.Read(ref reader);
                    break;
                case "argon2id" or "scrypt" or "pbkdf2":
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        KdfParameters parameters = name switch
        {
            AlgorithmNames.Argon2id => new Argon2idParameters(salt, fields.Time, fields.Memory, fields.Threads),
            AlgorithmNames.Scrypt => new ScryptParameters(salt, fields.N, fields.R, fields.P),
            AlgorithmNames.Pbkdf2 when fields.Hashing == AlgorithmNames.Pbkdf2Hash => new Pbkdf2Parameters(salt, fields.Iterations),
            AlgorithmNames.Pbkdf2 => throw AlgorithmNames.Unsupported("PBKDF2 hash", fields.Hashing),
            _ => throw AlgorithmNames.Unsupported("key derivation", name),
        };
        if (parametersOf != AlgorithmNames.KdfKey(name) || fields.KeyLength != KdfParameters.KeyLength)
        {
            throw Invalid($"its parameters of {name} are missing or are not for a key of {KdfParameters.KeyLength} bytes");
        }

        return parameters;
    }

    private static KlosetFormatException Invalid(string problem) => new($"The file 'CONFIG' is damaged: {problem}.");
}
