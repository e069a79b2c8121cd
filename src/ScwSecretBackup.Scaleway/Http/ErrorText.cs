using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>
/// Decides which text of a refusal may reach an exception. A call that carries a value may be answered with a body that quotes it,
/// so of such a body only fixed phrases and short words pass.
/// </summary>
internal sealed partial class ErrorText(bool carriesValue)
{
    private const int MaxLength = 200;
    private const string PayloadArgument = "data";

    /// <summary>The service's own phrases (SECRET-MANAGER §8.1), which hold nothing of a request.</summary>
    private static readonly FrozenSet<string> FixedPhrases = FrozenSet.ToFrozenSet(
    [
        "invalid argument(s)", "authentication is denied", "insufficient permissions", "Permission denied", "quota(s) exceeded for this resource",
        "resource is not found", "resource already exists", "resource is in a transient state", "conflict", "resource has expired",
        "precondition is not respected", "resource is locked", "internal error", "unknown service", "upstream request timeout",
    ]);

    /// <summary>What a refusal of a call with a value may name: the call's other arguments, and states of the resources.</summary>
    private static readonly FrozenSet<string> KnownNames = FrozenSet.ToFrozenSet(
    [
        PayloadArgument, "data_crc32", "description", "disable_previous", "secret_id", "revision", "region", "key_id",
        "protected_resource", "resource_still_in_use", "resource_not_usable", "attribute_must_be_set", "secret", "secret_version", "key", "api_key", "jwt",
    ]);

    /// <summary>A machine word such as a type, an argument's name or an id; anything else becomes empty.</summary>
    public static string Word(string text) => MachineWord().IsMatch(text) ? text : "";

    /// <summary>The name of an argument or a precondition. A validator may name a part of the payload: only what is known passes then.</summary>
    public string Name(string text) => !carriesValue || KnownNames.Contains(text) ? Word(text) : "";

    /// <summary>The message of a JSON body.</summary>
    public string Message(string text) => !carriesValue || FixedPhrases.Contains(text) || KeyState().IsMatch(text) ? Clean(text) : "";

    /// <summary>The help text for one <see cref="Name"/>. For the payload it is worded here and not even read: a validator's text may quote what it validates.</summary>
    public string Help(string argument, Func<string> readText)
    {
        if (argument == PayloadArgument)
        {
            return "the payload does not fit the secret's type, or its checksum";
        }

        // What has no known name might be the payload.
        return !carriesValue || argument.Length > 0 ? Clean(readText()) : "";
    }

    /// <summary>A body that isn't JSON: the gateway's plain text, but no HTML.</summary>
    public string PlainBody(ReadOnlySpan<byte> body)
    {
        if (carriesValue || body.IsEmpty || body.TrimStart(" \t\r\n"u8).StartsWith("<"u8) || body.IndexOf((byte)0) >= 0)
        {
            return "";
        }

        // Four bytes at most for each character that is kept.
        return Clean(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * MaxLength)]));
    }

    private static string Clean(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > MaxLength)
            {
                break;
            }

            kept.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return kept.ToString().Trim();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.:@+-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MachineWord();

    [GeneratedRegex(@"\Akey [0-9a-fA-F-]{36} is in an invalid state\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyState();
}
