using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>
/// Body of "create version" in pinned memory of its own, zeroed when the request is disposed. Not pooled: a broken connection may still
/// hold on to it, and must find zeros then rather than somebody else's value.
/// </summary>
internal sealed class CreateVersionContent : HttpContent
{
    private readonly PinnedMemoryOwner _json;

    public CreateVersionContent(CreateVersionRequest request)
    {
        _json = Write(request);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_json.Memory, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Memory.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _json.Dispose();
        }

        base.Dispose(disposing);
    }

    private static PinnedMemoryOwner Write(CreateVersionRequest request)
    {
        var fields = JsonSerializer.SerializeToUtf8Bytes(
            new WireCreateVersionFields { Description = request.Description, DisablePrevious = request.DisablePrevious, DataCrc32 = request.DataCrc32 },
            WireJsonContext.Default.WireCreateVersionFields);
        var start = "{\"data\":\""u8;

        // The other fields follow the payload: their opening brace becomes a comma, or falls away with an empty object.
        var end = fields.AsSpan(1);
        var separator = end.Length > 1 ? "\","u8 : "\""u8;
        var base64Length = Base64.GetMaxEncodedToUtf8Length(request.Data.Length);
        var json = new PinnedMemoryOwner(start.Length + base64Length + separator.Length + end.Length);
        var rest = json.Memory.Span;
        start.CopyTo(rest);
        rest = rest[start.Length..];
        if (Base64.EncodeToUtf8(request.Data.Span, rest, out _, out var written) != OperationStatus.Done || written != base64Length)
        {
            throw new InvalidOperationException("The encoder did not fill the length it announced.");
        }

        separator.CopyTo(rest[written..]);
        end.CopyTo(rest[(written + separator.Length)..]);
        return json;
    }
}
