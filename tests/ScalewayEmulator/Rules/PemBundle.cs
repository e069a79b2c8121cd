using System.Text;
using System.Text.RegularExpressions;

namespace ScalewayEmulator.Rules;

/// <summary>Concatenated PEM blocks; RFC 1421 headers inside a block and text between blocks are tolerated, as most parsers do.</summary>
internal static partial class PemBundle
{
    public static bool IsValid(byte[] data) => Block().Matches(Encoding.Latin1.GetString(data)).Any(block => IsBase64(block.Groups["body"].Value));

    private static bool IsBase64(string body)
    {
        string compact = string.Concat(body.Where(character => !char.IsWhiteSpace(character)));
        return compact.Length > 0 && Convert.TryFromBase64String(compact, new byte[compact.Length], out _);
    }

    [GeneratedRegex(@"-----BEGIN (?<label>[^\r\n-]+)-----[ \t]*\r?\n(?:[^\r\n:]+:[^\r\n]*\r?\n)*(?<body>[^-]*?)-----END \k<label>-----", RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}
