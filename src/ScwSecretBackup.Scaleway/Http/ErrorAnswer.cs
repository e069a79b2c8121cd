using System.Globalization;
using System.Net;
using System.Text;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>Turns a refusal into a typed error: decided by type, then by status (SECRET-MANAGER §8.1).</summary>
internal static class ErrorAnswer
{
    public static ScalewayApiException ToException(
        ApiRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body, bool mayAppearSoon, DateTimeOffset now)
    {
        TimeSpan? retryAfter = null;
        var error = ErrorBody.Parse(body, new ErrorText(request.CarriesValue), root => retryAfter = RetryAfter.Find(response.Headers, root, now));
        var requestId = FindRequestId(response);
        return new ScalewayApiException(response.StatusCode, Describe(request, response.StatusCode, error, requestId))
        {
            Request = request.ToString(),
            ErrorType = error.Type,
            Resource = error.Resource,
            ResourceId = error.ResourceId,
            Details = error.Details,
            RequestId = requestId,
            RetryAfter = retryAfter,
            MayAppearSoon = mayAppearSoon && response.StatusCode == HttpStatusCode.NotFound,
            IsOutcomeUnclear = request.Repeat == RepeatRule.Create && LeavesOutcomeUnclear(response.StatusCode),
        };
    }

    public static string FindRequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Request-Id", out var values) ? ErrorText.Word(values.First()) : "";

    /// <summary>The service, or something behind the gateway, failed while it may have been at work.</summary>
    private static bool LeavesOutcomeUnclear(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout || ((int)status >= 500 && status != HttpStatusCode.NotImplemented);

    private static string Describe(ApiRequest request, HttpStatusCode status, ErrorBody error, string requestId)
    {
        var text = new StringBuilder($"Scaleway refused to {request.Action}: {Reason(status, error)}");
        foreach (var detail in error.Details)
        {
            text.Append("; ").Append(Describe(error.Type, detail));
        }

        text.Append(CultureInfo.InvariantCulture, $" (HTTP {(int)status}");
        AppendFact(text, "", error.Type);
        AppendFact(text, "", string.Join(' ', new[] { error.Resource, error.ResourceId }.Where(part => part.Length > 0)));
        AppendFact(text, "request id ", requestId);
        return text.Append(").").Append(Advice(status, error.Type)).ToString();
    }

    private static void AppendFact(StringBuilder text, string label, string fact)
    {
        if (fact.Length > 0)
        {
            text.Append(", ").Append(label).Append(fact);
        }
    }

    private static string Reason(HttpStatusCode status, ErrorBody error) => (error.Type, error.Message, (int)status) switch
    {
        ("permissions_denied", _, _) => "the key lacks a permission",
        ("quotas_exceeded", _, _) => "a quota is used up",
        ("denied_authentication", _, _) => "the secret key is not accepted",
        (_, { Length: > 0 } message, _) => message,
        (_, _, 401) => "the secret key is not accepted",
        (_, _, 403) => "permission denied",
        (_, _, 404) => "not found",
        (_, _, 429) => "too many requests",
        (_, _, >= 300 and < 400) => "it answered with a redirect, which is not followed because the secret key would travel along",
        (_, _, >= 500) => "the service failed",
        _ => "no reason was given",
    };

    private static string Describe(string type, ScalewayErrorDetail detail) => type switch
    {
        "permissions_denied" => $"'{detail.Reason}' on '{detail.Name}'",
        "quotas_exceeded" => $"{detail.Name} has {detail.Reason} of {detail.HelpMessage}",
        "invalid_arguments" when detail.Name.Length > 0 => $"argument '{detail.Name}' ({detail.Reason}): {detail.HelpMessage}",
        _ => string.Join(' ', new[] { detail.Name, detail.Reason, detail.HelpMessage }.Where(part => part.Length > 0)),
    };

    private static string Advice(HttpStatusCode status, string type) => (type, (int)status) switch
    {
        ("permissions_denied", _) or ("", 403) => " Check the key's permission sets, and that they cover this project.",
        ("quotas_exceeded", _) => " Free some, or ask Scaleway to raise the quota.",
        ("denied_authentication", _) or ("", 401) => " Check the secret key and whether it has expired.",
        (_, 429) => " Lower the number of concurrent calls or try again later.",
        (_, 501) => " Check the API URL and the region.",
        _ => "",
    };
}
