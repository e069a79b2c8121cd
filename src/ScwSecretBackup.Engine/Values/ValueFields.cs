using System.Text.Json;

namespace ScwSecretBackup.Engine.Values;

/// <summary>Reads single fields of values that are JSON objects, such as those of type <c>key_value</c> and <c>database_credentials</c> (SECRET-MANAGER §5).</summary>
public static class ValueFields
{
    /// <summary>Copies the text of a top-level field into <paramref name="text"/>, which must be as long as the value; the last one wins where a name is there twice.</summary>
    /// <returns>The number of characters, or null when the value has no such field, the field is no text, number or truth value, or the value is no JSON object.</returns>
    public static int? TryCopy(ReadOnlySpan<byte> value, string field, Span<char> text)
    {
        int? length = null;
        try
        {
            var reader = new Utf8JsonReader(value);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isWanted = reader.ValueTextEquals(field);
                reader.Read();
                if (isWanted)
                {
                    length = Copy(ref reader, text);
                }

                reader.Skip();
            }

            return length;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or an escape that stands for no character. The message could quote the value.
            return null;
        }
    }

    private static int? Copy(ref Utf8JsonReader reader, Span<char> text)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.CopyString(text);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                for (int i = 0; i < reader.ValueSpan.Length; i++)
                {
                    text[i] = (char)reader.ValueSpan[i];
                }

                return reader.ValueSpan.Length;
            default:
                return null;
        }
    }
}
