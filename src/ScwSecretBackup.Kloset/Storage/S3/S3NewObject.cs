using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>
/// Puts an object that must not exist yet. The server decides who is first where it knows <c>If-None-Match</c>. An answer that got lost
/// makes the SDK send the request again, which then meets its own object; a mark tells that from another writer's. The same mark
/// tells the last of several writers from the others where the server ignores the condition.
/// </summary>
internal sealed class S3NewObject(AmazonS3Client client, PutObjectRequest request)
{
    private const string MarkName = "x-amz-meta-put-id";

    private readonly string _mark = Guid.NewGuid().ToString("N");

    /// <summary>False when somebody else's object is there.</summary>
    public async Task<bool> TryPutAsync(CancellationToken cancellationToken)
    {
        request.IfNoneMatch = "*";
        request.Metadata[MarkName] = _mark;
        try
        {
            await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            // Ours or not, the object that is there tells.
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotImplemented)
        {
            request.IfNoneMatch = null;
            request.InputStream.Position = 0;
            await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }

        GetObjectMetadataResponse found = await client.GetObjectMetadataAsync(request.BucketName, request.Key, cancellationToken).ConfigureAwait(false);
        return found.Metadata[MarkName] == _mark;
    }
}
