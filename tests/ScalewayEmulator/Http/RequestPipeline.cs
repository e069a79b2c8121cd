using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using ScalewayEmulator.Iam;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Http;

/// <summary>The way of a request: call log, latency, fault, authentication, handling, answer.</summary>
internal sealed class RequestPipeline(EmulatorState state, FaultInjection faults, CallLog calls, CancellationToken stopping)
{
    private static readonly ApiAnswer InternalError = ApiErrors.Plain(500, "internal error").Answer;
    private static readonly ApiAnswer UpstreamTimeout = ApiErrors.Plain(503, "upstream request timeout").Answer;

    public async Task RunAsync(HttpContext context)
    {
        RouteMatch route = RouteTable.Match(context.Request.Method, context.Request.Path.Value ?? "");
        (int number, FaultKind? fault) = calls.Add(Describe(context.Request, route), faults);
        var answers = new AnswerWriter(context, status => calls.Complete(number, status));
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            ReadOnlyMemory<byte> body = await ReadBodyAsync(context.Request, ended.Token);
            if (faults.Latency > TimeSpan.Zero)
            {
                await Task.Delay(faults.Latency, ended.Token);
            }

            await AnswerAsync(answers, fault, () => Handle(context.Request, route, body), ended.Token);
        }
        catch (OperationCanceledException)
        {
            answers.Cut();
        }
        catch (BadHttpRequestException error)
        {
            // Too large or broken framing: Kestrel answers it with the status it gave the exception.
            calls.Complete(number, error.StatusCode);
            throw;
        }
        catch (IOException)
        {
            answers.Cut();
        }
    }

    private static RecordedCall Describe(HttpRequest request, RouteMatch route) =>
        new(request.Method, request.Path.Value ?? "", request.QueryString.Value ?? "", route.Operation, 0) { UserAgent = request.Headers.UserAgent.ToString() };

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }

    private static Task AnswerAsync(AnswerWriter answers, FaultKind? fault, Func<ApiAnswer> handle, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case null:
                return answers.SendAsync(handle(), cancellationToken);
            case FaultKind.TooManyRequests:
                return answers.SendTooManyRequestsAsync(retryAfter: null, cancellationToken);
            case FaultKind.TooManyRequestsWithRetryAfter:
                return answers.SendTooManyRequestsAsync(retryAfter: "1", cancellationToken);
            case FaultKind.InternalError:
                return answers.SendAsync(InternalError, cancellationToken);
            case FaultKind.ServiceUnavailable:
                return answers.SendAsync(UpstreamTimeout, cancellationToken);
            case FaultKind.ResetBefore:
                answers.Cut();
                return Task.CompletedTask;
            case FaultKind.ResetAfter:
                handle();
                answers.Cut();
                return Task.CompletedTask;
            case FaultKind.TruncatedAnswer:
                return answers.SendHalfAsync(handle(), cancellationToken);
            case FaultKind.InternalErrorAfter:
                handle();
                return answers.SendAsync(InternalError, cancellationToken);
            case FaultKind.Hang:
                return Task.Delay(Timeout.Infinite, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    private ApiAnswer Handle(HttpRequest request, RouteMatch route, ReadOnlyMemory<byte> body)
    {
        try
        {
            lock (state.Gate)
            {
                state.Advance();
                return Dispatch(request, route, body);
            }
        }
        catch (ApiException error)
        {
            return error.Answer;
        }
    }

    private ApiAnswer Dispatch(HttpRequest request, RouteMatch match, ReadOnlyMemory<byte> body)
    {
        if (match.Route is not { } route)
        {
            string path = request.Path.Value ?? "";
            throw ApiErrors.Plain(501, path.StartsWith(RouteTable.ServicePrefix, StringComparison.Ordinal)
                ? $"unknown method {request.Method} {path} for service secret-manager"
                : "unknown service");
        }

        if (!Regions.Exists(match.Region))
        {
            throw ApiErrors.NotFound("region", match.Region);
        }

        ApiKey key = Authenticate(request);
        return route.Handle(new ApiRequest(state, key, match, new QueryReader(request.Query), body));
    }

    private ApiKey Authenticate(HttpRequest request)
    {
        string token = request.Headers["X-Auth-Token"].ToString();
        if (token.Length == 0)
        {
            throw ApiErrors.DeniedAuthentication("unknown_method", "invalid_argument");
        }

        if (!Uuid.TryNormalize(token, out token))
        {
            throw ApiErrors.DeniedAuthentication("api_key", "invalid_argument");
        }

        ApiKey key = state.FindKey(token) ?? throw ApiErrors.DeniedAuthentication("api_key", "not_found");
        return key.Expired ? throw ApiErrors.DeniedAuthentication("api_key", "expired") : key;
    }
}
