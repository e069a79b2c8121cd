using System.Collections;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Binding;

/// <summary>Turns the hashtables of mapping parameters into tables of texts.</summary>
internal static class MapBinding
{
    /// <summary>The table. A key or value that is no text, or empty, ends the command.</summary>
    public static IReadOnlyDictionary<string, string> Bind(EngineCommand command, Hashtable map, string parameter)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in map)
        {
            string? from = ToText(entry.Key);
            string? to = ToText(entry.Value);
            if (from is null || to is null)
            {
                command.Fail(Errors.Create($"-{parameter} maps '{entry.Key}' to '{entry.Value}': both sides must be texts that are not empty.",
                    ErrorCatalogue.InvalidMap, parameter, $"Give a hashtable such as @{{ 'old' = 'new' }} to -{parameter}."));
                return table;
            }

            table[from] = to;
        }

        return table;
    }

    private static string? ToText(object? value) => PSObjectValue.Unwrap(value) is string { Length: > 0 } text ? text : null;
}
