namespace ScalewayEmulator;

/// <summary>One request that reached the emulator.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with the regional prefix, without query.</param>
/// <param name="Query">Query string, or empty.</param>
/// <param name="Operation">Operation name, such as <c>ListSecrets</c>, <c>AccessVersion</c>, <c>CreateSecret</c>, <c>CreateVersion</c>.</param>
/// <param name="Status">Status that was sent; 0 when the connection was cut.</param>
public sealed record RecordedCall(string Method, string Path, string Query, string Operation, int Status);
