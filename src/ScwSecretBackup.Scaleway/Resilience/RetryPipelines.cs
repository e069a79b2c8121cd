using System.Net;
using Polly;
using Polly.Retry;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Scaleway.Resilience;

/// <summary>The two ways to repeat a failed try (SECRET-MANAGER §8.3).</summary>
internal sealed class RetryPipelines
{
    /// <summary>When a refusal asks for more than this, the caller should know instead of waiting.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Where nothing has ever answered, the address is wrong more often than the network is down for a minute: these tries take three to six seconds.
    /// </summary>
    private const int FirstContactRetries = 4;

    private readonly ResiliencePipeline _safe;
    private readonly ResiliencePipeline _create;

    /// <param name="options">Number of tries and delays.</param>
    /// <param name="timeProvider">Clock of the delays.</param>
    /// <param name="wasReached">Whether the service has answered before.</param>
    public RetryPipelines(SecretManagerClientOptions options, TimeProvider timeProvider, Func<bool> wasReached)
    {
        _safe = Build(options, timeProvider, IsWorthRepeating, wasReached);
        _create = Build(options, timeProvider, HadNoEffect, wasReached);
    }

    public ResiliencePipeline For(RepeatRule rule) => rule == RepeatRule.Safe ? _safe : _create;

    private static ResiliencePipeline Build(SecretManagerClientOptions options, TimeProvider timeProvider, Func<Exception?, bool> shouldRepeat, Func<bool> wasReached)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = timeProvider };

        // Faults that may never pass get a part of the tries, which leaves out the longest waits.
        var faultRetries = Math.Max(4, options.MaxRetries * 3 / 4);
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.BaseDelay,
                MaxDelay = options.MaxDelay,
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as ScalewayApiException)?.RetryAfter),
                ShouldHandle = arguments => ValueTask.FromResult(
                    shouldRepeat(arguments.Outcome.Exception)
                    && (arguments.AttemptNumber < faultRetries || !MayBeForGood(arguments.Outcome.Exception))
                    && (arguments.AttemptNumber < FirstContactRetries || !IsOutOfReach(arguments.Outcome.Exception) || wasReached())),
            });
        }

        return builder.Build();
    }

    private static bool IsWorthRepeating(Exception? exception) => exception switch
    {
        ScalewayApiException { RetryAfter: { } delay } when delay > LongestRetryAfter => false,
        ScalewayApiException { MayAppearSoon: true } => true,
        ScalewayApiException { Status: HttpStatusCode.Conflict, ErrorType: "transient_state" } => true,
        ScalewayApiException { Status: var status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        ScalewayConnectionException { Failure: var failure } => failure is not (ConnectionFailure.Untrusted or ConnectionFailure.TooLarge),
        _ => false,
    };

    /// <summary>The service is known to answer 500 for good for single secrets (SECRET-MANAGER §8.1), and what can't be read may be stored that way.</summary>
    private static bool MayBeForGood(Exception? exception) => exception
        is ScalewayApiException { Status: HttpStatusCode.InternalServerError }
        or ScalewayConnectionException { Failure: ConnectionFailure.Unreadable };

    private static bool IsOutOfReach(Exception? exception) => exception is ScalewayConnectionException { Failure: ConnectionFailure.NeverSent };

    /// <summary>Only what certainly did nothing: the gateway turned it away, no connection came about, or its parent is not visible yet.</summary>
    private static bool HadNoEffect(Exception? exception) => exception switch
    {
        ScalewayApiException { RetryAfter: { } delay } when delay > LongestRetryAfter => false,
        ScalewayApiException { MayAppearSoon: true } => true,
        ScalewayApiException { Status: HttpStatusCode.TooManyRequests } => true,
        ScalewayConnectionException { Failure: ConnectionFailure.NeverSent } => true,
        _ => false,
    };
}
