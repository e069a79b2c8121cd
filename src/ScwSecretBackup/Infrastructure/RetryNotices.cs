using System.Globalization;
using System.Net;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Tells why a command waits: a verbose line for every retry, and one warning when it takes long enough for somebody to wonder.</summary>
internal sealed class RetryNotices(EngineCommand command)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private int _hasWarned;

    /// <summary>Tells of a retry; called from any thread.</summary>
    public void Tell(ApiRetry retry)
    {
        command.PostVerbose(string.Create(CultureInfo.InvariantCulture, $"Retry {retry.Attempt} of {retry.Method} {retry.Path} after {retry.Waited.TotalSeconds:0.0} s: {retry.Failure.Message}"));

        // Being throttled is everyday life of a large project, and the service says itself when it has had enough of it.
        bool isThrottled = retry.Failure is ScalewayApiException { Status: HttpStatusCode.TooManyRequests };
        if (!isThrottled && retry.Waited >= Patience && Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            command.PostWarning($"{retry.Failure.Message} It is tried again for a while; -Verbose shows every try.");
        }
    }
}
