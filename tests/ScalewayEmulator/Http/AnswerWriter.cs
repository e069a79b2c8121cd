using Microsoft.AspNetCore.Http;

namespace ScalewayEmulator.Http;

/// <summary>Puts an answer, or the lack of one, on the wire; the status is logged before the client can see it.</summary>
internal sealed class AnswerWriter(HttpContext context, Action<int> logStatus)
{
    private const string Gateway = "Scaleway API Gateway (fr-par-2;edge02)";

    public async Task SendAsync(ApiAnswer answer, CancellationToken cancellationToken)
    {
        Start(answer);
        if (!answer.Body.IsEmpty)
        {
            await context.Response.Body.WriteAsync(answer.Body, cancellationToken);
        }
    }

    /// <summary>
    /// Announces the whole body, sends half of it and lets the connection end, as Kestrel does with an answer that stays too short;
    /// a reset could overtake the bytes already written. An answer without a body is not sent at all.
    /// </summary>
    public async Task SendHalfAsync(ApiAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Body.IsEmpty)
        {
            Cut();
            return;
        }

        Start(answer);
        await context.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>The gateway's refusal (SECRET-MANAGER §1.2): no body, no Content-Type.</summary>
    public Task SendTooManyRequestsAsync(string? retryAfter, CancellationToken cancellationToken)
    {
        HttpResponse response = context.Response;
        logStatus(StatusCodes.Status429TooManyRequests);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.Server = Gateway;
        response.Headers["X-Envoy-Ratelimited"] = "true";
        response.ContentLength = 0;
        if (retryAfter is not null)
        {
            response.Headers.RetryAfter = retryAfter;
        }

        return response.StartAsync(cancellationToken);
    }

    public void Cut()
    {
        if (!context.Response.HasStarted)
        {
            logStatus(0);
        }

        context.Abort();
    }

    private void Start(ApiAnswer answer)
    {
        HttpResponse response = context.Response;
        logStatus(answer.Status);
        response.StatusCode = answer.Status;
        response.Headers.ContentType = "application/json";
        response.Headers.Server = Gateway;
        response.Headers["X-Request-Id"] = Guid.NewGuid().ToString("D");
        if (answer.Status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = answer.Body.Length;
        }
    }
}
