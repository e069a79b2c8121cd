using System.Buffers;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text.Unicode;
using ScwSecretBackup.Engine.Values;

namespace ScwSecretBackup.Binding;

/// <summary>The characters of a value, in pinned memory that is zeroed when disposed.</summary>
internal sealed class ValueText : IDisposable
{
    private readonly char[] _characters;
    private readonly int _length;

    private ValueText(char[] characters, int length)
    {
        _characters = characters;
        _length = length;
    }

    /// <summary>Decodes a value, or takes one field out of it; null when it is no text in UTF-8, or has no such field.</summary>
    public static ValueText? TryCreate(ReadOnlySpan<byte> value, string? field)
    {
        // Never more characters than bytes, neither in UTF-8 nor in JSON.
        char[] characters = GC.AllocateUninitializedArray<char>(value.Length, pinned: true);
        int? length = field is null ? Decode(value, characters) : ValueFields.TryCopy(value, field, characters);
        var text = new ValueText(characters, length ?? 0);
        if (length is not null)
        {
            return text;
        }

        text.Dispose();
        return null;
    }

    /// <summary>The text in PowerShell's own kind of container.</summary>
    public SecureString ToSecureString()
    {
        var text = new SecureString();
        foreach (char character in _characters.AsSpan(0, _length))
        {
            text.AppendChar(character);
        }

        text.MakeReadOnly();
        return text;
    }

    /// <summary>The text as a string, which nobody can zero: only for who asked for plain text.</summary>
    public string ToPlainText() => new(_characters, 0, _length);

    /// <inheritdoc />
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_characters.AsSpan()));

    private static int? Decode(ReadOnlySpan<byte> value, Span<char> characters) =>
        Utf8.ToUtf16(value, characters, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done ? written : null;
}
