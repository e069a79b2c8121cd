using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>
/// A store on S3-compatible object storage, under the keys that plakar uses (FORMAT §11.2). A put is one request, so that an object is there
/// whole or not at all. The client is made by the first request.
/// </summary>
public sealed class S3Storage : IStorage
{
    private readonly S3StorageOptions _options;
    private readonly Lazy<S3Connection> _connection;

    /// <summary>Uses the place that the options describe; makes no request.</summary>
    public S3Storage(S3StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _connection = new Lazy<S3Connection>(() => new S3Connection(options));
        Location = options.Address.ToString();
    }

    /// <inheritdoc />
    public string Location { get; }

    private S3Address Address => _options.Address;

    private AmazonS3Client Client => _connection.Value.Client;

    /// <summary>Whether a new store fits in: the bucket is missing, or holds nothing under the names of a store.</summary>
    /// <exception cref="KlosetStorageException">The service can't be asked.</exception>
    public Task<bool> IsFreeAsync(CancellationToken cancellationToken) =>
        RunAsync("look at", Location, async () => await FindContentAsync(cancellationToken).ConfigureAwait(false) is PlaceContent.Nothing or PlaceContent.NoBucket);

    /// <summary>Creates the bucket if it is missing.</summary>
    /// <inheritdoc />
    public Task InitializeAsync(CancellationToken cancellationToken) => RunAsync("create a store at", Location, async () =>
    {
        switch (await FindContentAsync(cancellationToken).ConfigureAwait(false))
        {
            case PlaceContent.NoBucket:
                await CreateBucketAsync(cancellationToken).ConfigureAwait(false);
                return true;
            case PlaceContent.Nothing:
                return true;
            default:
                throw new KlosetStorageException(
                    $"Can't create a store at '{Location}': it already holds something. Choose another prefix or bucket.", StorageFailure.AlreadyExists);
        }
    });

    /// <inheritdoc />
    public async IAsyncEnumerable<Mac> ListAsync(StorageArea area, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (StoredFile file in ListFilesAsync(area, cancellationToken).ConfigureAwait(false))
        {
            yield return file.Id;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredFile> ListFilesAsync(StorageArea area, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (area == StorageArea.Config)
        {
            if (await GetLengthAsync(StorageKey.Config, cancellationToken).ConfigureAwait(false) is { } length)
            {
                yield return new StoredFile(Mac.Nil, length);
            }

            yield break;
        }

        S3Listing listing = new(Client, Address, area);
        while (!listing.IsComplete)
        {
            foreach (StoredFile file in await RunAsync("list", Location, () => listing.NextPageAsync(cancellationToken)).ConfigureAwait(false))
            {
                yield return file;
            }
        }
    }

    /// <inheritdoc />
    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken) => RunAsync("look at", TargetOf(key), async () =>
    {
        GetObjectMetadataResponse? found = await FindAsync(key, cancellationToken).ConfigureAwait(false);
        return found?.ContentLength;
    });

    /// <inheritdoc />
    public Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken) =>
        RunAsync("read", TargetOf(key), () => Reader(key).ReadAllAsync(maxLength, cancellationToken));

    /// <inheritdoc />
    public Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return destination.IsEmpty ? Task.CompletedTask : RunAsync("read", TargetOf(key), async () =>
        {
            await Reader(key).ReadRangeAsync(offset, destination, cancellationToken).ConfigureAwait(false);
            return true;
        });
    }

    /// <inheritdoc />
    public Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        RunAsync("write", TargetOf(key), () => Client.PutObjectAsync(CreatePut(key, content), cancellationToken));

    /// <inheritdoc />
    public Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => RunAsync("write", TargetOf(key), async () =>
    {
        S3NewObject created = new(Client, CreatePut(key, content));
        return await FindAsync(key, cancellationToken).ConfigureAwait(false) is null && await created.TryPutAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <inheritdoc />
    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken) => RunAsync("delete", TargetOf(key), async () =>
    {
        try
        {
            await Client.DeleteObjectAsync(Address.Bucket, Address.KeyOf(key), cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception exception) when (S3Errors.IsMissing(exception))
        {
            // Some servers say so; what was wanted is true.
        }

        return true;
    });

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated)
        {
            _connection.Value.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private string TargetOf(StorageKey key) => $"{Location}/{key}";

    private S3ObjectReader Reader(StorageKey key) => new(Client, Address, key, TargetOf(key));

    private async Task<GetObjectMetadataResponse?> FindAsync(StorageKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.GetObjectMetadataAsync(Address.Bucket, Address.KeyOf(key), cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception exception) when (S3Errors.IsMissing(exception))
        {
            return null;
        }
    }

    /// <summary>Asks by listing, whose errors, unlike those of HEAD, come with a reason.</summary>
    private async Task<PlaceContent> FindContentAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (string name in new[] { StorageKey.Config.RelativePath, "states/", "packfiles/", "locks/" })
            {
                ListObjectsV2Request request = new() { BucketName = Address.Bucket, Prefix = Address.Prefix + name, MaxKeys = 1 };
                ListObjectsV2Response page = await Client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
                if (page.S3Objects is { Count: > 0 })
                {
                    return PlaceContent.Something;
                }
            }

            return PlaceContent.Nothing;
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchBucket")
        {
            return PlaceContent.NoBucket;
        }
    }

    private async Task CreateBucketAsync(CancellationToken cancellationToken)
    {
        // Only AWS wants to hear the region again; elsewhere the endpoint stands for it.
        bool named = S3Region.PrefersVirtualHost(Address.Endpoint.Host) && _options.EffectiveRegion != S3Region.Default;
        PutBucketRequest request = new() { BucketName = Address.Bucket, UseClientRegion = false, BucketRegionName = named ? _options.EffectiveRegion : null };
        try
        {
            await Client.PutBucketAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Another process was quicker.
        }
    }

    private PutObjectRequest CreatePut(StorageKey key, ReadOnlyMemory<byte> content) => new()
    {
        BucketName = Address.Bucket,
        Key = Address.KeyOf(key),
        InputStream = ToStream(content),
        AutoCloseStream = false,
        ContentType = "application/octet-stream",

        // One body of known length, signed as a whole: the framing of signed chunks is not understood everywhere.
        UseChunkEncoding = false,
        StorageClass = key.Area == StorageArea.Packfile && _options.StorageClass is { } storageClass ? S3StorageClass.FindValue(storageClass) : null,
    };

    private static MemoryStream ToStream(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    private async Task<T> RunAsync<T>(string action, string target, Func<Task<T>> operation)
    {
        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (Exception exception) when (S3Errors.IsServiceError(exception))
        {
            throw S3Errors.Translate(exception, action, target, Address);
        }
    }

    private enum PlaceContent
    {
        NoBucket,
        Nothing,
        Something,
    }
}
