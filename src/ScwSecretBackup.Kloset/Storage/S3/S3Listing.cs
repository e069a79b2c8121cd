using Amazon.S3;
using Amazon.S3.Model;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>Lists the files of an area page by page; keys that are no file of a store are ignored.</summary>
internal sealed class S3Listing(AmazonS3Client client, S3Address address, StorageArea area)
{
    private readonly string _areaPrefix = address.Prefix + area switch
    {
        StorageArea.State => "states/",
        StorageArea.Packfile => "packfiles/",
        _ => "locks/",
    };

    private string? _lastKey;
    private string? _continuation;

    public bool IsComplete { get; private set; }

    /// <exception cref="KlosetStorageException">The pages do not come to an end.</exception>
    public async Task<List<StoredFile>> NextPageAsync(CancellationToken cancellationToken)
    {
        ListObjectsV2Request request = new() { BucketName = address.Bucket, Prefix = _areaPrefix, ContinuationToken = _continuation };
        ListObjectsV2Response page = await client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
        List<StoredFile> files = [];
        foreach (S3Object found in page.S3Objects ?? [])
        {
            // Keys come in ascending order; what does not is a page seen before.
            if (_lastKey is not null && string.CompareOrdinal(found.Key, _lastKey) <= 0)
            {
                throw new KlosetStorageException(
                    $"The listing of '{address}' is out of order at '{found.Key}', so that nobody knows whether it is complete. Check whether the service is S3-compatible.");
            }

            _lastKey = found.Key;
            if (Parse(found.Key) is { } id)
            {
                files.Add(new StoredFile(id, found.Size ?? 0));
            }
        }

        IsComplete = page.IsTruncated is not true;
        _continuation = IsComplete ? null : RequireProgress(page.NextContinuationToken);
        return files;
    }

    private string RequireProgress(string? next) => !string.IsNullOrEmpty(next) && next != _continuation
        ? next
        : throw new KlosetStorageException($"The listing of '{address}' does not come to an end. Check whether the service is S3-compatible.");

    private Mac? Parse(string key)
    {
        string name = key[(key.LastIndexOf('/') + 1)..];
        return Mac.TryParse(name, out Mac id) && string.Equals(address.KeyOf(new StorageKey(area, id)), key, StringComparison.Ordinal) ? id : null;
    }
}
