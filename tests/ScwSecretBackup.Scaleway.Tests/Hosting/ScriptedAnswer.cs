using System.Text;

namespace ScwSecretBackup.Scaleway.Tests.Hosting;

/// <summary>One answer of the scripted server.</summary>
internal sealed record ScriptedAnswer
{
    public int Status { get; init; } = 200;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public AnswerFault Fault { get; init; }

    /// <summary>Runs when the request has been read, before the answer is sent.</summary>
    public Action? BeforeSending { get; init; }

    public static ScriptedAnswer Json(string body, int status = 200, params (string Name, string Value)[] headers) => new()
    {
        Status = status,
        Headers = [("Content-Type", "application/json"), ("X-Request-Id", "5a1c3e0e-0000-4000-8000-0000000000aa"), .. headers],
        Body = Encoding.UTF8.GetBytes(body),
    };

    /// <summary>A 429 as the gateway sends it: nothing but the status (SECRET-MANAGER §1, point 2).</summary>
    public static ScriptedAnswer BareTooManyRequests() => new() { Status = 429, Headers = [("X-Envoy-Ratelimited", "true")] };

    public static ScriptedAnswer Failing(AnswerFault fault, string body = "{}") => Json(body) with { Fault = fault };
}
