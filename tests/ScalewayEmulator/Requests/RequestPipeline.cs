using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScalewayEmulator.Access;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>One request from the wire and back: log, fault, authentication, handler, answer.</summary>
internal sealed class RequestPipeline(EmulatorState state, FaultInjection faults, CallLog calls)
{
    private const int MaxBody = 1024 * 1024;
    private static readonly ApiAnswer InternalError = ApiErrors.Message(500, "internal error").Answer;
    private static readonly ApiAnswer Unavailable = ApiErrors.Message(503, "upstream request timeout").Answer;
    private readonly Router _router = new(state);

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest http = context.Request;
        Route route = _router.Find(http.Method, http.Path.Value ?? "/");
        int position = calls.Begin(new RecordedCall(http.Method, http.Path.Value ?? "/", http.QueryString.Value ?? "", route.Operation, 0));
        if (faults.Latency > TimeSpan.Zero)
        {
            await Task.Delay(faults.Latency, context.RequestAborted).ConfigureAwait(false);
        }

        FaultKind? fault = faults.Next(route.Operation);
        if (fault is { } early && await FailBeforeAsync(context, early, position).ConfigureAwait(false))
        {
            return;
        }

        ApiAnswer answer = await AnswerAsync(context, route).ConfigureAwait(false);
        switch (fault)
        {
            case FaultKind.ResetAfter:
                context.Abort();
                break;
            case FaultKind.TruncatedAnswer:
                await TruncateAsync(context, answer).ConfigureAwait(false);
                break;
            case FaultKind.InternalErrorAfter:
                await SendAsync(context, InternalError, position).ConfigureAwait(false);
                break;
            default:
                await SendAsync(context, answer, position).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Faults that keep the request from the service; true when one was sent.</summary>
    private async Task<bool> FailBeforeAsync(HttpContext context, FaultKind fault, int position)
    {
        switch (fault)
        {
            case FaultKind.TooManyRequests or FaultKind.TooManyRequestsWithRetryAfter:
                context.Response.Headers["X-Envoy-Ratelimited"] = "true";
                if (fault == FaultKind.TooManyRequestsWithRetryAfter)
                {
                    context.Response.Headers.RetryAfter = "1";
                }

                context.Response.StatusCode = 429;
                context.Response.ContentLength = 0;
                calls.End(position, 429);
                return true;
            case FaultKind.InternalError:
                await SendAsync(context, InternalError, position).ConfigureAwait(false);
                return true;
            case FaultKind.ServiceUnavailable:
                await SendAsync(context, Unavailable, position).ConfigureAwait(false);
                return true;
            case FaultKind.ResetBefore:
                context.Abort();
                return true;
            case FaultKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return true;
            default:
                return false;
        }
    }

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, Route route)
    {
        try
        {
            JsonElement body = await ReadBodyAsync(context).ConfigureAwait(false);
            lock (state.Gate)
            {
                state.Expire();
                ApiKey key = Authenticate(context.Request);
                Func<ApiRequest, ApiAnswer> handler = route.Handler ?? throw ApiErrors.Message(501, "unknown service");
                return handler(new ApiRequest(route.Region, context.Request.Query, body, key));
            }
        }
        catch (ApiErrorException error)
        {
            return error.Answer;
        }
    }

    private ApiKey Authenticate(HttpRequest request)
    {
        string token = request.Headers["X-Auth-Token"].ToString();
        if (!Guid.TryParseExact(token, "D", out _))
        {
            throw ApiErrors.AuthenticationDenied("invalid_argument");
        }

        return state.FindKey(token) ?? throw ApiErrors.AuthenticationDenied("not_found");
    }

    private static async Task<JsonElement> ReadBodyAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        if (buffer.Length > MaxBody)
        {
            throw ApiErrors.Message(413, "payload too large");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(buffer.Length == 0 ? "{}"u8.ToArray() : buffer.ToArray());
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw ApiErrors.InvalidArgument("body", "format", "body must be a JSON object");
        }
        catch (JsonException)
        {
            throw ApiErrors.InvalidArgument("body", "format", "body must be a JSON object");
        }
    }

    private async Task SendAsync(HttpContext context, ApiAnswer answer, int position)
    {
        Prepare(context, answer);
        calls.End(position, answer.Status);
        if (answer.Body.Length > 0)
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task TruncateAsync(HttpContext context, ApiAnswer answer)
    {
        Prepare(context, answer);
        if (answer.Body.Length > 0)
        {
            await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        context.Abort();
    }

    private static void Prepare(HttpContext context, ApiAnswer answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Server = "Scaleway API Gateway (emulator)";
        response.Headers["X-Request-Id"] = Guid.NewGuid().ToString();
        response.Headers.ContentType = "application/json";
        if (answer.Status != 204)
        {
            response.ContentLength = answer.Body.Length;
        }
    }
}
