using System.Text.RegularExpressions;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Durations of the API: decimal seconds with an <c>s</c>. One value has many spellings (SECRET-MANAGER §1, point 13).</summary>
internal static partial class ApiDuration
{
    /// <summary>The shortest spelling of the same value; text that is no duration stays as it is.</summary>
    public static string Normalise(string text)
    {
        if (Seconds().Match(text) is not { Success: true } match)
        {
            return text;
        }

        var whole = match.Groups["whole"].Value;
        var fraction = match.Groups["fraction"].Value.TrimEnd('0');
        return fraction.Length == 0 ? $"{whole}s" : $"{whole}.{fraction}s";
    }

    [GeneratedRegex(@"\A0*(?<whole>[0-9]+)(\.(?<fraction>[0-9]*))?s\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Seconds();
}
