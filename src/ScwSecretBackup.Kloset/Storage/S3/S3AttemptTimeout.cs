using System.Globalization;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>Gives every attempt of a request a time that fits its size, so that a server that hangs is asked again and a slow line is not cut off.</summary>
internal sealed class S3AttemptTimeout(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int SlowestBytesPerSecond = 32 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long length = request.Content?.Headers.ContentLength ?? 0;
        TimeSpan limit = Patience + TimeSpan.FromSeconds(length / SlowestBytesPerSecond);
        using CancellationTokenSource attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(limit);
        try
        {
            return await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            string seconds = limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            throw new HttpRequestException($"The server did not answer within {seconds} seconds.", new TimeoutException(exception.Message, exception));
        }
    }
}
