using System.Text.RegularExpressions;
using ScalewayEmulator.Http;

namespace ScalewayEmulator.Rules;

/// <summary>Names and paths (SECRET-MANAGER §5.1).</summary>
internal static partial class NameRules
{
    private const int MaximumLength = 255;

    public static void CheckName(string name)
    {
        if (!IsValidSegment(name))
        {
            throw ApiErrors.InvalidArgument("name", "value must be 1 to 255 letters, digits, '_', '-' or '.', and neither start nor end with '-' or '.'");
        }
    }

    /// <summary>Checks a path and takes off trailing slashes; null and the empty text are the root.</summary>
    public static string NormalizePath(string? path, string argument = "path")
    {
        if (string.IsNullOrEmpty(path))
        {
            return "/";
        }

        string trimmed = path.TrimEnd('/');
        bool valid = path[0] == '/' && (trimmed.Length == 0 || trimmed[1..].Split('/').All(IsValidSegment));
        if (!valid)
        {
            throw ApiErrors.InvalidArgument(argument, "value must start with '/', and each part must be a valid name");
        }

        return trimmed.Length == 0 ? "/" : trimmed;
    }

    private static bool IsValidSegment(string segment) => segment.Length <= MaximumLength && Segment().IsMatch(segment);

    [GeneratedRegex(@"\A[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();
}
