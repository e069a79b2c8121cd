using System.Text.RegularExpressions;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>Where a store is on S3: <c>s3://endpoint/bucket/prefix</c>, as plakar writes it (FORMAT §11.2).</summary>
public sealed partial record S3Address
{
    private const string Scheme = "s3://";
    private const string PlainScheme = "s3+http://";
    private const string SecureScheme = "s3+https://";
    private const string Form = "Write s3://endpoint/bucket/prefix, such as s3://s3.fr-par.scw.cloud/my-bucket/backups.";

    private S3Address(Uri endpoint, string bucket, string prefix, bool bucketInHost)
    {
        Endpoint = endpoint;
        Bucket = bucket;
        Prefix = prefix;
        BucketInHost = bucketInHost;
    }

    /// <summary>The service: scheme, host and port.</summary>
    public Uri Endpoint { get; }

    /// <summary>Name of the bucket.</summary>
    public string Bucket { get; }

    /// <summary>What every key of the store begins with: empty, or ending in a slash.</summary>
    public string Prefix { get; }

    /// <summary>Whether the address was <c>s3://bucket.endpoint/prefix</c>, plakar's <c>virtual_host</c>.</summary>
    public bool BucketInHost { get; }

    /// <summary>Whether the text is meant to be such an address.</summary>
    public static bool IsAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SchemeOf(text) is not null;
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">
    /// <c>s3://</c> means TLS, except on this machine's own loopback, where there is nobody to listen; <c>s3+http://</c> and <c>s3+https://</c> say it.
    /// </param>
    /// <param name="endpoint">The service where the address is only <c>s3://bucket/prefix</c>, or null.</param>
    /// <exception cref="FormatException">The text is no such address.</exception>
    public static S3Address Parse(string text, Uri? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        string scheme = SchemeOf(text) ?? throw new FormatException($"'{text}' is no S3 address. {Form}");
        string rest = text[scheme.Length..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string host = slash < 0 ? rest : rest[..slash];
        string[] path = slash < 0 ? [] : rest[(slash + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (host.Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException($"An S3 address takes no credentials; give them apart from it. {Form}");
        }

        if (BucketHost().Match(host) is { Success: true } inHost)
        {
            return Create(text, scheme, inHost.Groups["endpoint"].Value, inHost.Groups["bucket"].Value, path, bucketInHost: true);
        }

        if (endpoint is not null && !IsHost(host))
        {
            return new S3Address(endpoint, RequireBucket(text, host), ToPrefix(path), bucketInHost: false);
        }

        return IsHost(host) && path.Length > 0
            ? Create(text, scheme, host, path[0], path[1..], bucketInHost: false)
            : throw new FormatException($"'{text}' does not name both an endpoint and a bucket. {Form}");
    }

    /// <summary>The address, without the scheme's variant where it is the usual one.</summary>
    public override string ToString()
    {
        bool usual = (Endpoint.Scheme == Uri.UriSchemeHttp) == Endpoint.IsLoopback;
        string scheme = usual ? Scheme : Endpoint.Scheme == Uri.UriSchemeHttp ? PlainScheme : SecureScheme;
        return $"{scheme}{Endpoint.Authority}/{Bucket}/{Prefix}".TrimEnd('/');
    }

    /// <summary>The full key of a file of the store.</summary>
    internal string KeyOf(StorageKey key) => Prefix + key.RelativePath;

    private static S3Address Create(string text, string scheme, string host, string bucket, string[] prefix, bool bucketInHost)
    {
        if (!Uri.TryCreate($"https://{host}/", UriKind.Absolute, out Uri? secure) || secure.AbsolutePath != "/" || secure.Query.Length > 0)
        {
            throw new FormatException($"'{host}' in the S3 address '{text}' is no host name. {Form}");
        }

        bool plain = scheme == PlainScheme || (scheme == Scheme && secure.IsLoopback);
        return new S3Address(plain ? new Uri($"http://{host}/") : secure, RequireBucket(text, bucket), ToPrefix(prefix), bucketInHost);
    }

    private static string RequireBucket(string text, string bucket) =>
        BucketName().IsMatch(bucket) ? bucket : throw new FormatException($"'{bucket}' in the S3 address '{text}' is no name of a bucket. {Form}");

    private static string ToPrefix(string[] parts) => parts.Length == 0 ? "" : string.Join('/', parts) + "/";

    private static string? SchemeOf(string text) =>
        Array.Find([Scheme, PlainScheme, SecureScheme], scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    // The name of a bucket may have dots as well, but then the whole address is needed.
    private static bool IsHost(string host) =>
        host.Contains('.', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<bucket>[a-z0-9][a-z0-9.-]*)\.(?<endpoint>s3[.-][a-z0-9.-]*(scw\.cloud|amazonaws\.com))$", RegexOptions.CultureInvariant)]
    private static partial Regex BucketHost();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{2,254}$", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();
}
