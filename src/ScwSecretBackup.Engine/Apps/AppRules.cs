using System.Text.RegularExpressions;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>Shapes of what may be registered. A text that looks like a key is refused everywhere: the file holds references only.</summary>
internal static partial class AppRules
{
    private const int MaxTextLength = 4096;

    /// <summary>A name never looks like a path, an address or a wildcard pattern, so that <c>-Store NAME</c> is unmistakable.</summary>
    public static string? NameFault(string name) => Name().IsMatch(name)
        ? null
        : "the name must have 1 to 64 letters, digits, '-', '_' or '.', and begin with a letter or digit";

    public static string? UuidFault(string field, string text) => IsUuid(text) ? null : $"'{field}' is not a UUID of 36 characters";

    public static string? RegionFault(string field, string text) => Region().IsMatch(text) ? null : $"'{field}' is not a region such as fr-par, nl-ams or pl-waw";

    public static string? ApiUrlFault(string field, Uri? url) =>
        url is null || (url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) && url.UserInfo.Length == 0 && url.Query.Length == 0)
            ? null
            : $"'{field}' is not an https address without user name and query, such as https://api.scaleway.com";

    public static string? TextFault(string field, string? text) => text switch
    {
        null => null,
        { Length: > MaxTextLength } => $"'{field}' has more than {MaxTextLength} characters",
        _ when text.Any(char.IsControl) => $"'{field}' holds control characters",
        _ => null,
    };

    public static string? RequiredTextFault(string field, string? text) => text is { Length: 0 } ? $"'{field}' is empty" : TextFault(field, text);

    public static string? VariableFault(string field, string? name) => name is null || Variable().IsMatch(name)
        ? null
        : $"'{field}' is not the name of an environment variable (letters, digits and '_'); the value itself must not be registered";

    public static string? ReferenceFault(string field, string? text) => text is not null && IsUuid(text)
        ? $"'{field}' looks like a key; only the name of the place that holds it may be registered"
        : RequiredTextFault(field, text);

    private static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out _);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z]{2}-[a-z]{3,7}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,254}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
