using System.Net;
using System.Security.Authentication;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.Memory;
using ScwSecretBackup.Scaleway.Resilience;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>Sends calls to one region, as often as their repeat rule allows and as many at once as the service bears.</summary>
internal sealed class ApiConnection : IDisposable
{
    /// <summary>A secret that was just created may be missing on another node for a while; with the default delays this waits about 15 seconds.</summary>
    private const int NotFoundRetries = 5;

    private const int MaxRefusalBytes = 256 * 1024;

    private readonly Uri _apiUrl;
    private readonly string _prefix;
    private readonly SecretManagerClientOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly Lazy<HttpClient> _client;
    private readonly AdaptiveConcurrencyGate _gate;
    private readonly RetryPipelines _pipelines;
    private readonly PinnedBufferPool _buffers = new();
    private volatile bool _disposed;

    /// <summary>Whether the service has ever answered, with whatever status.</summary>
    private volatile bool _wasReached;

    public ApiConnection(ScalewaySettings settings, SecretManagerClientOptions options, TimeProvider timeProvider)
    {
        _apiUrl = settings.ApiUrl;
        _prefix = $"{settings.ApiUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/secret-manager/v1beta1/regions/{settings.Region}";
        _options = options;
        _timeProvider = timeProvider;
        _client = new Lazy<HttpClient>(() => HttpClientFactory.Create(settings));
        _gate = new AdaptiveConcurrencyGate(options.MaxConcurrency, timeProvider);
        _pipelines = new RetryPipelines(options, timeProvider, () => _wasReached);
    }

    /// <summary>Sends a call and parses the body of its answer.</summary>
    public async Task<T> SendAsync<T>(ApiRequest request, AnswerParser<T> parse, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var exchange = new ApiExchange(request, _timeProvider.GetTimestamp());
        return await _pipelines.For(request.Repeat)
            .ExecuteAsync(token => TryAsync(exchange, parse, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public void Dispose()
    {
        _disposed = true;
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private async ValueTask<T> TryAsync<T>(ApiExchange exchange, AnswerParser<T> parse, CancellationToken cancellationToken)
    {
        if (exchange.DescribeRetry(_timeProvider) is { } retry)
        {
            _options.OnRetry?.Invoke(retry);
        }

        var request = exchange.Request;
        var attempt = exchange.Attempt;
        var entered = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        var trace = new TryTrace();
        try
        {
            return await SendOnceAsync(request, parse, attempt, trace, cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayException exception)
        {
            exchange.Fail(exception);
            throw;
        }
        finally
        {
            _gate.Leave(entered, throttled: trace.Status == HttpStatusCode.TooManyRequests);
            _options.OnCall?.Invoke(new ApiCall(
                request.Method.Method, request.Path, (int?)trace.Status, _timeProvider.GetElapsedTime(entered), trace.RequestId, attempt));
        }
    }

    private async Task<T> SendOnceAsync<T>(
        ApiRequest request, AnswerParser<T> parse, int attempt, TryTrace trace, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var message = CreateMessage(request);
            using var response = await _client.Value.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            _wasReached = true;
            trace.Status = response.StatusCode;
            trace.RequestId = ErrorAnswer.FindRequestId(response);
            if (!response.IsSuccessStatusCode)
            {
                throw await ReadRefusalAsync(request, response, attempt, either.Token).ConfigureAwait(false);
            }

            using var body = await AnswerBody.ReadAsync(response.Content, request.MaxAnswerBytes, _buffers, either.Token).ConfigureAwait(false);
            return parse(body.Bytes);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = exception is OperationCanceledException || limit.IsCancellationRequested ? ConnectionFailure.TimedOut : Classify(exception);
            throw Fail(request, trace, failure, Describe(failure), exception);
        }
        catch (UnreadableAnswerException exception)
        {
            throw Fail(request, trace, ConnectionFailure.Unreadable, $"its answer is unreadable: {exception.Message}", null);
        }
        catch (AnswerTooLargeException exception)
        {
            throw Fail(request, trace, ConnectionFailure.TooLarge, $"its answer is larger than the {request.MaxAnswerBytes} bytes that such an answer may have", exception);
        }
    }

    /// <summary>A refusal counts by its status even when its body is cut, endless or late.</summary>
    private async Task<ScalewayApiException> ReadRefusalAsync(
        ApiRequest request, HttpResponseMessage response, int attempt, CancellationToken cancellationToken)
    {
        var mayAppearSoon = request.RepeatsNotFound && attempt < NotFoundRetries;
        var now = _timeProvider.GetUtcNow();
        try
        {
            using var body = await AnswerBody.ReadAsync(response.Content, MaxRefusalBytes, _buffers, cancellationToken).ConfigureAwait(false);
            return ErrorAnswer.ToException(request, response, body.Bytes, mayAppearSoon, now);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AnswerTooLargeException or OperationCanceledException)
        {
            return ErrorAnswer.ToException(request, response, [], mayAppearSoon, now);
        }
    }

    private HttpRequestMessage CreateMessage(ApiRequest request) => new(request.Method, new Uri(_prefix + request.Path + request.Query))
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        Content = request.CreateContent?.Invoke(),
    };

    private ScalewayConnectionException Fail(ApiRequest request, TryTrace trace, ConnectionFailure failure, string reason, Exception? cause) =>
        new($"Could not {request.Action} at {_apiUrl.Host}: {reason}.", cause)
        {
            Request = request.ToString(),
            RequestId = trace.RequestId,
            Failure = failure,
            IsOutcomeUnclear = request.Repeat == RepeatRule.Create && failure is not (ConnectionFailure.NeverSent or ConnectionFailure.Untrusted),
        };

    private static ConnectionFailure Classify(Exception exception) => (exception as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError when exception.InnerException is AuthenticationException => ConnectionFailure.Untrusted,
        HttpRequestError.SecureConnectionError or HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.ProxyTunnelError => ConnectionFailure.NeverSent,
        _ => ConnectionFailure.Cut,
    };

    private string Describe(ConnectionFailure failure) => failure switch
    {
        ConnectionFailure.NeverSent => "no connection could be made; check the API URL, the name resolution, the proxy and the network",
        ConnectionFailure.Untrusted => "its TLS certificate is not trusted; check the API URL, a proxy that opens TLS, and the system's root certificates",
        ConnectionFailure.TimedOut => $"no complete answer came within {_options.RequestTimeout.TotalSeconds:0.###} seconds",
        _ => "the connection broke before the whole answer was there",
    };
}
