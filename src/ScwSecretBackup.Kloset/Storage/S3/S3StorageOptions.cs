using System.Security.Cryptography.X509Certificates;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>How to reach a store on S3.</summary>
public sealed record S3StorageOptions
{
    private static readonly string[] ReadableClasses = ["STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"];

    private readonly string? _storageClass;

    /// <summary>Where the store is.</summary>
    public required S3Address Address { get; init; }

    /// <summary>The key to sign requests with.</summary>
    public required S3Credentials Credentials { get; init; }

    /// <summary>Region that requests are signed for. Null takes it from the host name, else <c>us-east-1</c>, which servers of one region ignore.</summary>
    public string? Region { get; init; }

    /// <summary>True puts the bucket into the host name, false into the path; null does what the service prefers.</summary>
    public bool? VirtualHost { get; init; }

    /// <summary>Storage class of packfiles; everything else is small, short-lived or needed at once and stays in the bucket's default class.</summary>
    /// <exception cref="ArgumentException">The class is unknown, or objects in it can't be read at once.</exception>
    public string? StorageClass
    {
        get => _storageClass;
        init => _storageClass = value is null || ReadableClasses.Contains(value, StringComparer.Ordinal)
            ? value
            : throw new ArgumentException(
                $"A store can't be kept in the storage class '{value}'. Its packfiles must be readable at once: choose one of {string.Join(", ", ReadableClasses)}.", nameof(value));
    }

    /// <summary>Certificates that are trusted instead of the system's, or null.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Makes the handler that talks HTTP; null for the usual one.</summary>
    internal Func<HttpMessageHandler>? CreateHandler { get; init; }

    /// <summary>Times a request that failed in passing is sent again.</summary>
    internal int MaxRetries { get; init; } = 4;

    /// <summary>The region in effect.</summary>
    internal string EffectiveRegion => Region ?? S3Region.FromHost(Address.Endpoint.Host) ?? S3Region.Default;
}
