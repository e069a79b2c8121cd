namespace ScalewayEmulator;

/// <summary>One request that reached the emulator.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with the regional prefix, without query.</param>
/// <param name="Query">Query string, or empty.</param>
/// <param name="Operation">Operation name, such as <c>ListSecrets</c>, <c>AccessVersion</c>, <c>CreateSecret</c>, <c>CreateVersion</c>.</param>
/// <param name="Status">Status that was sent; 0 when the connection was cut, and as long as there is no answer.</param>
public sealed record RecordedCall(string Method, string Path, string Query, string Operation, int Status)
{
    /// <summary>The fault that was injected, or null.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>User-Agent header, or empty.</summary>
    public string UserAgent { get; init; } = "";
}
