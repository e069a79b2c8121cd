using System.Buffers.Binary;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Hashing;

namespace ScwSecretBackup.Kloset.Envelopes;

/// <summary>The frame around CONFIG, states, packfiles and locks (FORMAT §1.1): header, payload, HMAC of both.</summary>
internal static class Envelope
{
    public const int HeaderSize = 16;
    public const int FooterSize = Mac.Size;

    private const int MagicSize = 8;

    private static ReadOnlySpan<byte> Magic => "_KLOSET_"u8;

    private static ReadOnlySpan<byte> FormerMagic => "_PLAKAR_"u8;

    public static byte[] Seal(ResourceType type, KlosetVersion version, ReadOnlySpan<byte> payload, IStoreMac mac)
    {
        byte[] file = new byte[HeaderSize + payload.Length + FooterSize];
        WriteHeader(file, type, version);
        payload.CopyTo(file.AsSpan(HeaderSize));
        WriteFooter(file, mac);
        return file;
    }

    /// <summary>Writes the header into the first 16 bytes.</summary>
    public static void WriteHeader(Span<byte> file, ResourceType type, KlosetVersion version)
    {
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file[MagicSize..], (uint)type);
        BinaryPrimitives.WriteUInt32LittleEndian(file[(MagicSize + sizeof(uint))..], version.Word);
    }

    /// <summary>Writes the HMAC of everything before it into the last 32 bytes.</summary>
    public static void WriteFooter(Span<byte> file, IStoreMac mac) => mac.Compute(file[..^FooterSize]).CopyTo(file[^FooterSize..]);

    /// <summary>Verifies a file and returns its payload.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="expected">Type it must have.</param>
    /// <param name="mac">Key and algorithm of the HMAC.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="version">Version the file says it has; not newer than this library knows.</param>
    /// <exception cref="KlosetFormatException">The file is damaged or another kind of file.</exception>
    /// <exception cref="KlosetVersionException">The file is newer than this library.</exception>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> file, ResourceType expected, IStoreMac mac, string name, out KlosetVersion version)
    {
        version = CheckHeader(file.Span, expected, name);
        VerifyFooter(file.Span, mac, name);
        return Payload(file);
    }

    /// <summary>Checks everything but the HMAC, whose key may not be known yet.</summary>
    public static KlosetVersion CheckHeader(ReadOnlySpan<byte> file, ResourceType expected, string name)
    {
        if (file.Length < HeaderSize + FooterSize)
        {
            throw new KlosetFormatException($"The file '{name}' is cut off: it has {file.Length} bytes, fewer than the smallest file of a store.");
        }

        if (!file.StartsWith(Magic) && !file.StartsWith(FormerMagic))
        {
            throw new KlosetFormatException($"The file '{name}' does not begin like a file of a Kloset store.");
        }

        uint type = BinaryPrimitives.ReadUInt32LittleEndian(file[MagicSize..]);
        if (type != (uint)expected)
        {
            throw new KlosetFormatException($"The file '{name}' is of resource type {type}, not {(uint)expected} ({expected}).");
        }

        KlosetVersion version = new(BinaryPrimitives.ReadUInt32LittleEndian(file[(MagicSize + sizeof(uint))..]));
        KlosetVersion current = KlosetVersion.Current(expected);
        return version <= current
            ? version
            : throw new KlosetVersionException($"The file '{name}' has format version {version}; this module reads {expected} files up to {current}. Update the module.");
    }

    /// <summary>Verifies the HMAC in constant time.</summary>
    public static void VerifyFooter(ReadOnlySpan<byte> file, IStoreMac mac, string name)
    {
        Span<byte> computed = stackalloc byte[FooterSize];
        mac.Compute(file[..^FooterSize]).CopyTo(computed);
        if (!CryptographicOperations.FixedTimeEquals(computed, file[^FooterSize..]))
        {
            throw new KlosetFormatException($"The file '{name}' is damaged: its HMAC does not match its content.");
        }
    }

    /// <summary>What is between header and HMAC.</summary>
    public static ReadOnlyMemory<byte> Payload(ReadOnlyMemory<byte> file) => file[HeaderSize..^FooterSize];
}
