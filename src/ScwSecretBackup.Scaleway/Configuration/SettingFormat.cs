using System.Text.RegularExpressions;

namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Shapes of identifiers and places as the official tools check them (SECRET-MANAGER §2.1).</summary>
internal static partial class SettingFormat
{
    public static bool IsUuid(string text) => Uuid().IsMatch(text);

    public static bool IsRegion(string text) => Region().IsMatch(text);

    public static bool IsAccessKey(string text) => AccessKey().IsMatch(text);

    /// <summary>Why <paramref name="url"/> can't be a base address, or null when it can.</summary>
    public static string? FindApiUrlFault(Uri url)
    {
        if (!url.IsAbsoluteUri)
        {
            return "it is not an absolute address such as https://api.scaleway.com";
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            return "it may hold neither a user name nor a query nor a fragment";
        }

        if (url.Scheme == Uri.UriSchemeHttps)
        {
            return null;
        }

        return url.Scheme == Uri.UriSchemeHttp && url.IsLoopback
            ? null
            : "it must start with https://; plain http:// is accepted for loopback addresses only, because the secret key travels in a header";
    }

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\A[a-z]{2}-[a-z]{3,7}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex(@"\ASCW[A-Z0-9]{17}(@[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AccessKey();
}
