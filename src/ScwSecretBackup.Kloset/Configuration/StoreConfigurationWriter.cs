using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>Writes the payload of CONFIG byte for byte as plakar does (FORMAT §2.1, §2.2).</summary>
internal static class StoreConfigurationWriter
{
    private const int Bits = 256;

    public static byte[] Write(StoreConfiguration configuration)
    {
        MsgpackWriter writer = new();
        writer.WriteMapHeader(7);
        writer.WriteString("Timestamp");
        writer.WriteTime(configuration.Timestamp);
        writer.WriteString("RepositoryID");
        writer.WriteBinary(configuration.RepositoryId.ToByteArray(bigEndian: true));
        WritePackfile(writer, configuration.MaxPackfileSize);
        WriteChunking(writer, configuration.Chunking);
        WriteHashing(writer, configuration.Hashing);
        WriteCompression(writer, configuration.Compression);
        WriteEncryption(writer, configuration.Encryption);
        return writer.ToArray();
    }

    private static void WritePackfile(MsgpackWriter writer, ulong maxSize)
    {
        writer.WriteString("Packfile");
        writer.WriteMapHeader(3);
        writer.WriteString("MinSize");
        writer.WriteUInt64(0);
        writer.WriteString("AvgSize");
        writer.WriteUInt64(0);
        writer.WriteString("MaxSize");
        writer.WriteUInt64(maxSize);
    }

    private static void WriteChunking(MsgpackWriter writer, ChunkingConfiguration chunking)
    {
        writer.WriteString("Chunking");
        writer.WriteMapHeader(4);
        writer.WriteString("Algorithm");
        writer.WriteString(chunking.Algorithm);
        WriteUInt32(writer, "MinSize", chunking.MinSize);
        WriteUInt32(writer, "NormalSize", chunking.NormalSize);
        WriteUInt32(writer, "MaxSize", chunking.MaxSize);
    }

    private static void WriteHashing(MsgpackWriter writer, HashingAlgorithm hashing)
    {
        writer.WriteString("Hashing");
        writer.WriteMapHeader(2);
        writer.WriteString("Algorithm");
        writer.WriteString(AlgorithmNames.Of(hashing));
        WriteUInt32(writer, "Bits", Bits);
    }

    private static void WriteCompression(MsgpackWriter writer, CompressionAlgorithm? compression)
    {
        writer.WriteString("Compression");
        if (compression is not { } algorithm)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(6);
        writer.WriteString("Algorithm");
        writer.WriteString(AlgorithmNames.Of(algorithm));

        // Nothing reads the rest; these are the values that plakar writes.
        WriteCompactInt(writer, "Level", algorithm switch { CompressionAlgorithm.Lz4 => 131072, CompressionAlgorithm.Zstd => 2, _ => -1 });
        WriteCompactInt(writer, "WindowSize", -1);
        WriteCompactInt(writer, "ChunkSize", -1);
        WriteCompactInt(writer, "BlockSize", -1);
        writer.WriteString("EnableCRC");
        writer.WriteBoolean(false);
    }

    private static void WriteEncryption(MsgpackWriter writer, EncryptionConfiguration? encryption)
    {
        writer.WriteString("Encryption");
        if (encryption is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(5);
        writer.WriteString("SubKeyAlgorithm");
        writer.WriteString(AlgorithmNames.Of(encryption.SubKeyAlgorithm));
        writer.WriteString("DataAlgorithm");
        writer.WriteString(AlgorithmNames.DataEncryption);
        WriteCompactInt(writer, "ChunkSize", encryption.ChunkSize);
        WriteKdf(writer, encryption.Kdf);
        writer.WriteString("Canary");
        writer.WriteBinary(encryption.Canary.Span);
    }

    private static void WriteKdf(MsgpackWriter writer, KdfParameters kdf)
    {
        writer.WriteString("KDFParams");
        writer.WriteMapHeader(3);
        writer.WriteString("KDF");
        switch (kdf)
        {
            case Argon2idParameters argon2id:
                WriteKdfHeader(writer, AlgorithmNames.Argon2id, kdf.Salt, fields: 5);
                WriteUInt32(writer, "Time", argon2id.Iterations);
                WriteUInt32(writer, "Memory", argon2id.MemoryKiB);
                writer.WriteString("Threads");
                writer.WriteUInt8(argon2id.Threads);
                WriteUInt32(writer, "KeyLen", KdfParameters.KeyLength);
                break;
            case ScryptParameters scrypt:
                WriteKdfHeader(writer, AlgorithmNames.Scrypt, kdf.Salt, fields: 5);
                WriteCompactInt(writer, "N", scrypt.Cost);
                WriteCompactInt(writer, "R", scrypt.BlockSize);
                WriteCompactInt(writer, "P", scrypt.Parallelism);
                WriteCompactInt(writer, "KeyLen", KdfParameters.KeyLength);
                break;
            case Pbkdf2Parameters pbkdf2:
                WriteKdfHeader(writer, AlgorithmNames.Pbkdf2, kdf.Salt, fields: 4);
                WriteCompactInt(writer, "Iterations", pbkdf2.Iterations);
                WriteCompactInt(writer, "KeyLen", KdfParameters.KeyLength);
                writer.WriteString("Hashing");
                writer.WriteString(AlgorithmNames.Pbkdf2Hash);
                break;
            default:
                throw new NotSupportedException($"No CONFIG form of {kdf.GetType().Name}.");
        }
    }

    private static void WriteKdfHeader(MsgpackWriter writer, string name, ReadOnlyMemory<byte> salt, int fields)
    {
        writer.WriteString(name);
        writer.WriteString("Salt");
        writer.WriteBinary(salt.Span);
        writer.WriteString(AlgorithmNames.KdfKey(name));
        writer.WriteMapHeader(fields);
        WriteUInt32(writer, "SaltSize", (uint)salt.Length);
    }

    private static void WriteUInt32(MsgpackWriter writer, string name, uint value)
    {
        writer.WriteString(name);
        writer.WriteUInt32(value);
    }

    private static void WriteCompactInt(MsgpackWriter writer, string name, int value)
    {
        writer.WriteString(name);
        writer.WriteCompactInt(value);
    }
}
