namespace ScalewayEmulator.Rules;

/// <summary>Identifiers: 8-4-4-4-12 hexadecimal digits, written in lower case.</summary>
internal static class Uuid
{
    public static bool TryNormalize(string text, out string normal)
    {
        bool valid = Guid.TryParseExact(text, "D", out Guid id);
        normal = valid ? id.ToString("D") : text;
        return valid;
    }
}
