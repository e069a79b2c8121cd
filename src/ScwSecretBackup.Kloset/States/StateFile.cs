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
    public static byte[] Seal(StateDelta delta, StoreCodec codec) => Seal(WriteStream(delta), delta.Metadata.Version, codec);

    /// <summary>The whole file of a record stream.</summary>
    /// <param name="stream">What <see cref="WriteStream"/> made.</param>
    /// <param name="version">Its version.</param>
    /// <param name="codec">Codec of the store.</param>
    public static byte[] Seal(ReadOnlySpan<byte> stream, KlosetVersion version, StoreCodec codec)
    {
        byte[] file = codec.Encode(stream, Envelope.HeaderSize, Envelope.FooterSize);
        Envelope.WriteHeader(file, ResourceType.State, version);
        Envelope.WriteFooter(file, codec.Mac);
        return file;
    }

    /// <summary>Verifies and parses a state file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="id">Name it is stored under, for messages: names of states have no meaning (FORMAT §8.4).</param>
    /// <param name="codec">Codec of the store.</param>
    /// <exception cref="KlosetFormatException">The file is damaged.</exception>
    /// <exception cref="KlosetVersionException">The file is newer than this library.</exception>
    public static StateDelta Parse(ReadOnlyMemory<byte> file, Mac id, StoreCodec codec)
    {
        using IMemoryOwner<byte> stream = Open(file, id, codec, out KlosetVersion version);
        return ParseStream(stream.Memory.Span, version, id);
    }

    /// <summary>Verifies a state file and returns its record stream.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="id">Name it is stored under, for messages.</param>
    /// <param name="codec">Codec of the store.</param>
    /// <param name="version">Decides the layout of the stream.</param>
    /// <exception cref="KlosetFormatException">The file is damaged.</exception>
    /// <exception cref="KlosetVersionException">The file is newer than this library.</exception>
    public static IMemoryOwner<byte> Open(ReadOnlyMemory<byte> file, Mac id, StoreCodec codec, out KlosetVersion version)
    {
        string name = NameOf(id);
        ReadOnlyMemory<byte> payload = Envelope.Open(file, ResourceType.State, codec.Mac, name, out version);
        return codec.Decode(payload.Span, MaxStreamLength, $"state '{name}'");
    }

    /// <summary>Parses a record stream.</summary>
    /// <exception cref="KlosetFormatException">The stream is damaged.</exception>
    public static StateDelta ParseStream(ReadOnlySpan<byte> stream, KlosetVersion version, Mac id) => new StateStreamReader(stream, NameOf(id)).Read(version);

    private static string NameOf(Mac id) => new StorageKey(StorageArea.State, id).RelativePath;
}
