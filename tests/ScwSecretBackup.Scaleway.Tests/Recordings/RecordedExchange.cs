namespace ScwSecretBackup.Scaleway.Tests.Recordings;

/// <summary>One exchange of a go-vcr recording.</summary>
internal sealed record RecordedExchange(
    string Method, Uri Url, string RequestBody, int Status, string Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Path below the regional prefix, cut at its slashes.</summary>
    public IReadOnlyList<string> Segments => Url.AbsolutePath.Split('/')[5..];
}
