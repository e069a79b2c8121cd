using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>Reads the payload of CONFIG, which nothing vouches for yet (FORMAT §2.1).</summary>
internal static class StoreConfigurationReader
{
    private const string What = "file 'CONFIG'";
    private const uint MaxChunkSize = 1024 * 1024 * 1024;
    private const int Bits = 256;
    private const int RepositoryIdSize = 16;

    public static StoreConfiguration Read(ReadOnlySpan<byte> payload)
    {
        MsgpackReader reader = new(payload, What);
        KlosetTime timestamp = KlosetTime.GoZero;
        Guid? repositoryId = null;
        ulong maxPackfileSize = 0;
        ChunkingConfiguration? chunking = null;
        HashingAlgorithm? hashing = null;
        CompressionAlgorithm? compression = null;
        EncryptionConfiguration? encryption = null;
        for (int fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            switch (reader.ReadString())
            {
                case "Timestamp":
                    timestamp = reader.ReadTime();
                    break;
                case "RepositoryID":
                    repositoryId = ReadRepositoryId(ref reader);
                    break;
                case "Packfile":
                    maxPackfileSize = ReadMaxPackfileSize(ref reader);
                    break;
                case "Chunking":
                    chunking = ReadChunking(ref reader);
                    break;
                case "Hashing":
                    hashing = ReadHashing(ref reader);
                    break;
                case "Compression":
                    compression = reader.TryReadNil() ? null : ReadCompression(ref reader);
                    break;
                case "Encryption":
                    encryption = reader.TryReadNil() ? null : EncryptionConfigurationReader.Read(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new StoreConfiguration
        {
            Timestamp = timestamp,
            RepositoryId = repositoryId ?? throw Missing("RepositoryID"),
            MaxPackfileSize = maxPackfileSize,
            Chunking = chunking ?? throw Missing("Chunking"),
            Hashing = hashing ?? throw Missing("Hashing"),
            Compression = compression,
            Encryption = encryption,
        };
    }

    private static Guid ReadRepositoryId(ref MsgpackReader reader)
    {
        ReadOnlySpan<byte> bytes = reader.ReadStringBytes();
        return bytes.Length == RepositoryIdSize ? new Guid(bytes, bigEndian: true) : throw Invalid($"its RepositoryID has {bytes.Length} bytes");
    }

    private static ulong ReadMaxPackfileSize(ref MsgpackReader reader)
    {
        ulong maxSize = 0;
        for (int fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            if (reader.ReadString() == "MaxSize")
            {
                maxSize = reader.ReadUInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        return maxSize;
    }

    private static ChunkingConfiguration ReadChunking(ref MsgpackReader reader)
    {
        string algorithm = "";
        uint minSize = 0;
        uint normalSize = 0;
        uint maxSize = 0;
        for (int fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            switch (reader.ReadString())
            {
                case "Algorithm":
                    algorithm = reader.ReadString();
                    break;
                case "MinSize":
                    minSize = reader.ReadUInt32();
                    break;
                case "NormalSize":
                    normalSize = reader.ReadUInt32();
                    break;
                case "MaxSize":
                    maxSize = reader.ReadUInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return normalSize > 0 && minSize <= normalSize && normalSize <= maxSize && maxSize <= MaxChunkSize
            ? new ChunkingConfiguration(algorithm, minSize, normalSize, maxSize)
            : throw Invalid($"chunk sizes {minSize}, {normalSize} and {maxSize} make no sense");
    }

    private static HashingAlgorithm ReadHashing(ref MsgpackReader reader)
    {
        string algorithm = "";
        uint bits = Bits;
        for (int fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            switch (reader.ReadString())
            {
                case "Algorithm":
                    algorithm = reader.ReadString();
                    break;
                case "Bits":
                    bits = reader.ReadUInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return bits == Bits ? AlgorithmNames.ParseHashing(algorithm) : throw Invalid($"it asks for MACs of {bits} bits");
    }

    private static CompressionAlgorithm ReadCompression(ref MsgpackReader reader)
    {
        string algorithm = "";
        for (int fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            if (reader.ReadString() == "Algorithm")
            {
                algorithm = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        return AlgorithmNames.ParseCompression(algorithm);
    }

    private static KlosetFormatException Missing(string field) => Invalid($"it has no {field}");

    private static KlosetFormatException Invalid(string problem) => new($"The {What} is damaged: {problem}.");
}
