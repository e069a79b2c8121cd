using System.Text;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>
/// Decides whether a name that came from the API or a store may become one segment of a snapshot path. Names are data: the service's own rule
/// (SECRET-MANAGER §5.1) is narrower, but nobody guarantees it.
/// </summary>
internal static class PathSegment
{
    private const int MaxLength = 255;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Says what is wrong with a segment, or null when it can be used. The text does not repeat the segment.</summary>
    public static string? FindProblem(string segment)
    {
        if (segment.Length is 0 or > MaxLength)
        {
            return segment.Length == 0 ? "it is empty" : $"it is longer than {MaxLength} characters";
        }

        if (segment is "." or "..")
        {
            return "it is a relative path segment";
        }

        if (segment[0] == '@')
        {
            return "it starts with '@', which the snapshot layout reserves";
        }

        if (segment.AsSpan().ContainsAny('/', '\\'))
        {
            return "it contains a slash";
        }

        if (segment.Any(char.IsControl))
        {
            return "it contains a control character";
        }

        return IsWellFormed(segment) ? null : "it is not valid Unicode";
    }

    private static bool IsWellFormed(string segment)
    {
        try
        {
            _ = StrictUtf8.GetByteCount(segment);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
