namespace ScalewayEmulator.Http;

/// <summary>Status and JSON body of an answer; an empty body is sent without a Content-Length.</summary>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public static ApiAnswer NoContent { get; } = new(204, ReadOnlyMemory<byte>.Empty);
}
