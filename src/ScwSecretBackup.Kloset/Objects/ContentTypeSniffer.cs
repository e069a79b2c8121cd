using System.Buffers;
using System.Text;

namespace ScwSecretBackup.Kloset.Objects;

/// <summary>
/// Tells text from anything else by its first bytes. Nothing in the format depends on the answer; callers who know better say so.
/// </summary>
internal static class ContentTypeSniffer
{
    public const string Binary = "application/octet-stream";
    public const string Text = "text/plain; charset=utf-8";
    public const string Empty = "text/plain";

    private const int Window = 3072;

    // Control characters that occur in no text: all below space but tab, newline, form feed, carriage return, backspace, and escape.
    private static readonly SearchValues<byte> BinaryMarkers =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    public static string Sniff(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return Empty;
        }

        ReadOnlySpan<byte> window = content[..Math.Min(Window, content.Length)];
        return window.ContainsAny(BinaryMarkers) || !IsUtf8(window, cut: window.Length < content.Length) ? Binary : Text;
    }

    /// <param name="text">What to look at.</param>
    /// <param name="cut">Whether the text goes on after the window, which may then end inside a character.</param>
    private static bool IsUtf8(ReadOnlySpan<byte> text, bool cut)
    {
        while (!text.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(text, out _, out int consumed);
            if (status != OperationStatus.Done)
            {
                return cut && status == OperationStatus.NeedMoreData;
            }

            text = text[consumed..];
        }

        return true;
    }
}
