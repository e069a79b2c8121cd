namespace ScwSecretBackup.Scaleway.Http;

/// <summary>One call as it is sent, as often as it takes.</summary>
internal sealed record ApiRequest
{
    private const int MetadataAnswerLimit = 1 << 20;

    public required HttpMethod Method { get; init; }

    /// <summary>Path below the regional prefix, escaped.</summary>
    public required string Path { get; init; }

    /// <summary>What the call does, for messages: <c>read secret …</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Query with its question mark, escaped, or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>Makes the body of one try, or null for none.</summary>
    public Func<HttpContent>? CreateContent { get; init; }

    public RepeatRule Repeat { get; init; } = RepeatRule.Safe;

    /// <summary>Bytes of the largest genuine answer, generously.</summary>
    public int MaxAnswerBytes { get; init; } = MetadataAnswerLimit;

    /// <summary>The request or its answer holds a value: no free text of an error body is passed on.</summary>
    public bool CarriesValue { get; init; }

    /// <summary>A 404 may only mean that a secret just created is not visible everywhere yet; it had no effect.</summary>
    public bool RepeatsNotFound { get; init; }

    public override string ToString() => $"{Method} {Path}";
}
