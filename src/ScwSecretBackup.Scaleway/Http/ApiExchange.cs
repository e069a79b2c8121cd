using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>One call with all its tries.</summary>
internal sealed class ApiExchange(ApiRequest request, long started)
{
    public ApiRequest Request { get; } = request;

    /// <summary>0 while the first try is under way.</summary>
    public int Attempt { get; private set; }

    /// <summary>How the last try failed.</summary>
    public ScalewayException? Failure { get; private set; }

    /// <summary>Takes the failure of a try, which may be followed by another one.</summary>
    public void Fail(ScalewayException failure)
    {
        Failure = failure;
        Attempt++;
    }

    /// <summary>What to tell of the try that begins, or null when it is the first.</summary>
    public ApiRetry? DescribeRetry(TimeProvider timeProvider) =>
        Failure is null ? null : new ApiRetry(Request.Method.Method, Request.Path, Attempt, timeProvider.GetElapsedTime(started), Failure);
}
