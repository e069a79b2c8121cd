using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ScwSecretBackup.Memory;
using ScwSecretBackup.Scaleway.Http;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>
/// The answer of "access" (SECRET-MANAGER §3.3). The value goes from the raw bytes straight into pinned memory; it never is a string,
/// and no error tells anything about it.
/// </summary>
internal static class AccessAnswer
{
    /// <summary>Bytes an answer may have: a value of 64 KiB is 87 KiB of base64.</summary>
    public const int MaxBytes = 1 << 20;

    public static SecretValue Parse(ReadOnlySpan<byte> body, string secretId, int revision)
    {
        PinnedMemoryOwner? data = null;
        try
        {
            uint? checksum = null;
            var reader = new Utf8JsonReader(body);
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "it is not a JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("data"u8))
                {
                    Expect(data is null, "it holds data twice");
                    data = ReadData(ref reader);
                }
                else if (reader.ValueTextEquals("data_crc32"u8))
                {
                    checksum = ReadChecksum(ref reader);
                }
                else if (reader.ValueTextEquals("secret_id"u8))
                {
                    Expect(ReadIsText(ref reader, secretId), "it belongs to another secret");
                }
                else if (reader.ValueTextEquals("revision"u8))
                {
                    Expect(ReadNumber(ref reader) is not { } number || number == revision, "it belongs to another revision");
                }
                else
                {
                    reader.Skip();
                }
            }

            Expect(!reader.Read(), "something follows the JSON object");
            var value = new SecretValue(data ?? throw new UnreadableAnswerException("it holds no data"), checksum);
            data = null;
            return value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Cut or malformed, or with text that is not Unicode.
            throw new UnreadableAnswerException("it is not complete JSON");
        }
        finally
        {
            data?.Dispose();
        }
    }

    private static PinnedMemoryOwner ReadData(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.String, "its data is no text");
        if (!reader.ValueIsEscaped)
        {
            return Decode(reader.ValueSpan);
        }

        // A slash of base64 may come as \/.
        using var unescaped = new PinnedMemoryOwner(reader.ValueSpan.Length);
        var length = reader.CopyString(unescaped.Memory.Span);
        return Decode(unescaped.Memory.Span[..length]);
    }

    private static PinnedMemoryOwner Decode(ReadOnlySpan<byte> base64)
    {
        using var decoded = new PinnedMemoryOwner(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        var status = Base64.DecodeFromUtf8(base64, decoded.Memory.Span, out _, out var written);
        Expect(status == OperationStatus.Done, "its data is no base64");
        var exact = new PinnedMemoryOwner(written);
        decoded.Memory.Span[..written].CopyTo(exact.Memory.Span);
        return exact;
    }

    private static uint? ReadChecksum(ref Utf8JsonReader reader)
    {
        var number = ReadNumber(ref reader);
        Expect(number is null or (>= 0 and <= uint.MaxValue), "its checksum is no 32-bit number");
        return (uint?)number;
    }

    private static long? ReadNumber(ref Utf8JsonReader reader)
    {
        Expect(reader.Read(), "it ends early");
        var number = 0L;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetInt64(out number):
                return number;
            case JsonTokenType.String when !reader.ValueIsEscaped
                && Utf8Parser.TryParse(reader.ValueSpan, out number, out var used) && used == reader.ValueSpan.Length:
                return number;
            default:
                throw new UnreadableAnswerException("a number of it is malformed");
        }
    }

    private static bool ReadIsText(ref Utf8JsonReader reader, string expected)
    {
        Expect(reader.Read(), "it ends early");
        return reader.TokenType == JsonTokenType.Null
            || (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && Ascii.EqualsIgnoreCase(reader.ValueSpan, expected));
    }

    private static void Expect(bool holds, string fault)
    {
        if (!holds)
        {
            throw new UnreadableAnswerException(fault);
        }
    }
}
