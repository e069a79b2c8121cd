using System.Text.RegularExpressions;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>Rules for names, folders and ids (SECRET-MANAGER §5.1).</summary>
internal static partial class NameRules
{
    public static string CheckName(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw ApiErrors.InvalidArgument("name", "required", "value is required");
        }

        return name.Length <= 255 && Segment().IsMatch(name)
            ? name
            : throw ApiErrors.InvalidArgument("name", "format", "value must match the pattern of secret names");
    }

    /// <summary>Checks a folder and drops its trailing slash.</summary>
    public static string CheckPath(string? path)
    {
        if (string.IsNullOrEmpty(path) || path == "/")
        {
            return "/";
        }

        string trimmed = path.TrimEnd('/');
        return path[0] == '/' && trimmed.Split('/').Skip(1).All(segment => segment.Length <= 255 && Segment().IsMatch(segment))
            ? trimmed
            : throw ApiErrors.InvalidArgument("path", "format", "value must be an absolute path");
    }

    public static string CheckId(string argument, string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            throw ApiErrors.InvalidArgument(argument, "required", "value is required");
        }

        return Guid.TryParseExact(id, "D", out _) ? id : throw ApiErrors.InvalidArgument(argument, "format", "value must be a valid UUID");
    }

    [GeneratedRegex("^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();
}
