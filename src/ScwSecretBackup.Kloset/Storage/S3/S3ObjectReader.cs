using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>Reads one object. The SDK sends a request again until its answer begins; this also begins anew when the answer breaks off.</summary>
internal sealed class S3ObjectReader(AmazonS3Client client, S3Address address, StorageKey key, string target)
{
    private const int Attempts = 4;

    private static readonly TimeSpan Inactivity = TimeSpan.FromSeconds(60);

    /// <summary>The whole object.</summary>
    /// <exception cref="KlosetFormatException">It is longer than <paramref name="maxLength"/>.</exception>
    public Task<byte[]> ReadAllAsync(int maxLength, CancellationToken cancellationToken) => ReadAsync(
        range: null,
        async response =>
        {
            if (response.ContentLength > maxLength)
            {
                throw new KlosetFormatException($"The object '{target}' has {response.ContentLength} bytes where at most {maxLength} may be. It is damaged or no file of a store.");
            }

            byte[] content = new byte[response.ContentLength];
            await FillAsync(response.ResponseStream, content, 0, cancellationToken).ConfigureAwait(false);
            await RequireEndAsync(response.ResponseStream, cancellationToken).ConfigureAwait(false);
            return content;
        },
        cancellationToken);

    /// <summary>A part of the object.</summary>
    /// <exception cref="KlosetFormatException">The object ends before the destination is full.</exception>
    public async Task ReadRangeAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(
                new ByteRange(offset, offset + destination.Length - 1),
                async response =>
                {
                    RequirePart(response, offset);
                    await FillAsync(response.ResponseStream, destination, offset, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw EndsTooEarly(offset, destination.Length, exception);
        }
    }

    private async Task<T> ReadAsync<T>(ByteRange? range, Func<GetObjectResponse, Task<T>> read, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            GetObjectRequest request = new() { BucketName = address.Bucket, Key = address.KeyOf(key), ByteRange = range };
            using GetObjectResponse response = await client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                return await read(response).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or TimeoutException && attempt < Attempts)
            {
                // The connection broke in the middle of the object; the next one gets another try.
            }
        }
    }

    private static void RequirePart(GetObjectResponse response, long offset)
    {
        if (response.HttpStatusCode != HttpStatusCode.PartialContent && offset != 0)
        {
            throw new KlosetStorageException("The service does not answer requests for a part of an object, which a store needs. Use another service.");
        }
    }

    private async Task FillAsync(Stream body, Memory<byte> destination, long offset, CancellationToken cancellationToken)
    {
        while (!destination.IsEmpty)
        {
            int read = await ReadSomeAsync(body, destination, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw EndsTooEarly(offset, destination.Length, cause: null);
            }

            offset += read;
            destination = destination[read..];
        }
    }

    private async Task RequireEndAsync(Stream body, CancellationToken cancellationToken)
    {
        if (await ReadSomeAsync(body, new byte[1], cancellationToken).ConfigureAwait(false) != 0)
        {
            throw new KlosetStorageException($"The service sent '{target}' without saying how long it is. Check whether the service is S3-compatible.");
        }
    }

    private async Task<int> ReadSomeAsync(Stream body, Memory<byte> destination, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Inactivity);
        try
        {
            return await body.ReadAsync(destination, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing more of '{target}' came for {Inactivity.TotalSeconds} seconds.", exception);
        }
    }

    private KlosetFormatException EndsTooEarly(long at, int missing, Exception? cause) =>
        new($"The object '{target}' ends at byte {at} or before, where {missing} more bytes should be. It is damaged.", cause);
}
