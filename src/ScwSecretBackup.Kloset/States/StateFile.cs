using System.Buffers;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.States;

/// <summary>Reads and writes state files, in the layouts 1.1.0 and 1.0.0 (FORMAT §8.2).</summary>
internal static class StateFile
{
    /// <summary>No plaintext of a state is read beyond this: about 12 million blobs.</summary>
    public const int MaxStreamLength = 1024 * 1024 * 1024;

    /// <summary>The plaintext record stream.</summary>
    public static byte[] WriteStream(StateDelta delta) => StateStreamWriter.Write(delta);

    /// <summary>The whole file: stream, encoded, in its envelope.</summary>
    public static byte[] Seal(StateDelta delta, StoreCodec codec) =>
        Envelope.Seal(ResourceType.State, delta.Metadata.Version, codec.Encode(WriteStream(delta)), codec.Mac);

    /// <summary>Verifies and parses a state file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="id">Name it is stored under, for messages: names of states have no meaning (FORMAT §8.4).</param>
    /// <param name="codec">Codec of the store.</param>
    /// <exception cref="KlosetFormatException">The file is damaged.</exception>
    /// <exception cref="KlosetVersionException">The file is newer than this library.</exception>
    public static StateDelta Parse(ReadOnlyMemory<byte> file, Mac id, StoreCodec codec)
    {
        string name = new StorageKey(StorageArea.State, id).RelativePath;
        ReadOnlyMemory<byte> payload = Envelope.Open(file, ResourceType.State, codec.Mac, name, out KlosetVersion version);
        using IMemoryOwner<byte> stream = codec.Decode(payload.Span, MaxStreamLength, $"state '{name}'");
        return new StateStreamReader(stream.Memory.Span, name).Read(version);
    }
}
