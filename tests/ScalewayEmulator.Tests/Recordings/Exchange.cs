namespace ScalewayEmulator.Tests.Recordings;

/// <summary>A recorded request and the answer the real service gave.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="PathAndQuery">Path and query.</param>
/// <param name="RequestBody">Body, or empty.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="ResponseBody">Body of the answer, or empty.</param>
/// <param name="ResponseHeaders">Names of the headers of the answer.</param>
internal sealed record Exchange(string Method, string PathAndQuery, string RequestBody, int Status, string ResponseBody, IReadOnlySet<string> ResponseHeaders);
