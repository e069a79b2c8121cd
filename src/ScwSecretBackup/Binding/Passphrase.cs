using System.Buffers;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Binding;

/// <summary>A passphrase as the store wants it: UTF-8 bytes in pinned memory, zeroed when disposed.</summary>
internal sealed class Passphrase : IDisposable
{
    private const int MaxFileLength = 64 * 1024;

    private readonly IMemoryOwner<byte> _bytes;

    private Passphrase(IMemoryOwner<byte> bytes) => _bytes = bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Memory;

    /// <summary>Encodes what the user typed or a vault gave.</summary>
    public static Passphrase FromSecureString(SecureString text)
    {
        char[] characters = GC.AllocateUninitializedArray<char>(text.Length, pinned: true);
        IntPtr unprotected = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            Marshal.Copy(unprotected, characters, 0, characters.Length);
            return FromText(characters);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(unprotected);
            Array.Clear(characters);
        }
    }

    /// <summary>Encodes text that is in memory already, such as an environment variable.</summary>
    public static Passphrase FromText(ReadOnlySpan<char> text)
    {
        var bytes = new PinnedMemoryOwner(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes.Memory.Span);
        return new Passphrase(bytes);
    }

    /// <summary>Copies bytes that are in memory already.</summary>
    public static Passphrase FromBytes(ReadOnlySpan<byte> text)
    {
        var bytes = new PinnedMemoryOwner(text.Length);
        text.CopyTo(bytes.Memory.Span);
        return new Passphrase(bytes);
    }

    /// <summary>Reads a key file; as with plakar, one newline at its end does not count (FORMAT §2.3).</summary>
    public static async Task<Passphrase> FromFileAsync(string path, CancellationToken cancellationToken)
    {
        // Unbuffered, so that the pinned memory is the only copy.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            using var content = new PinnedMemoryOwner(MaxFileLength + 1);
            int length = await file.ReadAtLeastAsync(content.Memory, content.Memory.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return length <= MaxFileLength
                ? WithoutNewline(content.Memory.Span[..length])
                : throw new InvalidDataException($"A key file has at most {MaxFileLength} bytes.");
        }
    }

    /// <summary>Whether two passphrases are the same.</summary>
    public bool Matches(Passphrase other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc />
    public void Dispose() => _bytes.Dispose();

    private static Passphrase WithoutNewline(ReadOnlySpan<byte> text) => FromBytes(text is [.., (byte)'\n'] ? text[..^1] : text);
}
