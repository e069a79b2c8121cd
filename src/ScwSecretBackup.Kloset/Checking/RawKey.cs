using System.Text;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Raw bytes as a string of one character a byte: a key for dictionaries whose ordinal order is the bytewise one.</summary>
internal static class RawKey
{
    public static string From(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);

    public static byte[] ToBytes(string key) => Encoding.Latin1.GetBytes(key);

    /// <summary>The text for messages.</summary>
    public static string Display(string key) => Encoding.UTF8.GetString(ToBytes(key));
}
