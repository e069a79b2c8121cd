using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScalewayEmulator.Http;

/// <summary>The error bodies of SECRET-MANAGER §8.1; their keys are sorted, as in the recordings.</summary>
internal static class ApiErrors
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ApiException InvalidArgument(string argument, string helpMessage, string reason = "format") => Error(400, new JsonObject
    {
        ["details"] = new JsonArray(new JsonObject { ["argument_name"] = argument, ["help_message"] = helpMessage, ["reason"] = reason }),
        ["message"] = "invalid argument(s)",
        ["type"] = "invalid_arguments",
    });

    public static ApiException Required(string argument) => InvalidArgument(argument, "required key not set", "required");

    public static ApiException NotAUuid(string argument) => InvalidArgument(argument, "value must be a valid UUID");

    public static ApiException NameTaken() => InvalidArgument("name", "cannot have same secret name in same path");

    public static ApiException DeniedAuthentication(string method, string reason) => Error(401, new JsonObject
    {
        ["message"] = "authentication is denied",
        ["method"] = method,
        ["reason"] = reason,
        ["type"] = "denied_authentication",
    });

    public static ApiException PermissionsDenied(string action, string resource) => Error(403, new JsonObject
    {
        ["details"] = new JsonArray(new JsonObject { ["action"] = action, ["resource"] = resource }),
        ["message"] = "insufficient permissions",
        ["type"] = "permissions_denied",
    });

    public static ApiException QuotaExceeded(string resource, int quota, int current) => Error(403, new JsonObject
    {
        ["details"] = new JsonArray(new JsonObject { ["current"] = current, ["quota"] = quota, ["resource"] = resource }),
        ["message"] = "quota(s) exceeded for this resource",
        ["type"] = "quotas_exceeded",
    });

    public static ApiException NotFound(string resource, string resourceId) => Error(404, new JsonObject
    {
        ["message"] = "resource is not found",
        ["resource"] = resource,
        ["resource_id"] = resourceId,
        ["type"] = "not_found",
    });

    public static ApiException Precondition(string precondition, string helpMessage) => Error(412, new JsonObject
    {
        ["help_message"] = helpMessage,
        ["message"] = "precondition is not respected",
        ["precondition"] = precondition,
        ["type"] = "precondition_failed",
    });

    public static ApiException Locked(string secretId) => Error(423, new JsonObject
    {
        ["message"] = "resource is locked",
        ["resource"] = "secret",
        ["resource_id"] = secretId,
        ["type"] = "locked",
    });

    /// <summary>An error that is nothing but a status and a text.</summary>
    public static ApiException Plain(int status, string message) => Error(status, new JsonObject { ["message"] = message });

    private static ApiException Error(int status, JsonObject body) => new(new ApiAnswer(status, JsonSerializer.SerializeToUtf8Bytes(body, Options)));
}
