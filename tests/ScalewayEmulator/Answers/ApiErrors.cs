using System.Text.Json;

namespace ScalewayEmulator.Answers;

/// <summary>The error bodies of SECRET-MANAGER §8.1, keys sorted as the service sends them.</summary>
internal static class ApiErrors
{
    public static ApiErrorException InvalidArgument(string argument, string reason, string help) => Error(400, writer =>
    {
        writer.WriteStartArray("details");
        writer.WriteStartObject();
        writer.WriteString("argument_name", argument);
        writer.WriteString("help_message", help);
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("message", "invalid argument(s)");
        writer.WriteString("type", "invalid_arguments");
    });

    public static ApiErrorException NameTaken() => InvalidArgument("name", "format", "cannot have same secret name in same path");

    public static ApiErrorException AuthenticationDenied(string reason) => Error(401, writer =>
    {
        writer.WriteString("message", "authentication is denied");
        writer.WriteString("method", "api_key");
        writer.WriteString("reason", reason);
        writer.WriteString("type", "denied_authentication");
    });

    public static ApiErrorException PermissionDenied(string resource, string action) => Error(403, writer =>
    {
        writer.WriteStartArray("details");
        writer.WriteStartObject();
        writer.WriteString("action", action);
        writer.WriteString("resource", resource);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("message", "insufficient permissions");
        writer.WriteString("type", "permissions_denied");
    });

    public static ApiErrorException QuotaExceeded(string resource, int quota, int current) => Error(403, writer =>
    {
        writer.WriteStartArray("details");
        writer.WriteStartObject();
        writer.WriteNumber("current", current);
        writer.WriteNumber("quota", quota);
        writer.WriteString("resource", resource);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("message", "quota(s) exceeded for this resource");
        writer.WriteString("type", "quotas_exceeded");
    });

    public static ApiErrorException NotFound(string resource, string id) => Error(404, writer =>
    {
        writer.WriteString("message", "resource is not found");
        writer.WriteString("resource", resource);
        writer.WriteString("resource_id", id);
        writer.WriteString("type", "not_found");
    });

    public static ApiErrorException Precondition(string precondition, string help) => Error(412, writer =>
    {
        writer.WriteString("help_message", help);
        writer.WriteString("message", "precondition is not respected");
        writer.WriteString("precondition", precondition);
        writer.WriteString("type", "precondition_failed");
    });

    public static ApiErrorException Locked(string id) => Error(423, writer =>
    {
        writer.WriteString("message", "resource is locked");
        writer.WriteString("resource", "secret");
        writer.WriteString("resource_id", id);
        writer.WriteString("type", "locked");
    });

    public static ApiErrorException InvalidKeyState(string keyId) => Error(409, writer =>
    {
        writer.WriteString("current_state", "disabled");
        writer.WriteString("help_message", $"key {keyId} is in an invalid state");
        writer.WriteString("message", "resource is in an invalid state");
        writer.WriteString("resource", "key");
        writer.WriteString("resource_id", keyId);
        writer.WriteString("type", "invalid_state");
    });

    public static ApiErrorException Message(int status, string message) => Error(status, writer => writer.WriteString("message", message));

    private static ApiErrorException Error(int status, Action<Utf8JsonWriter> fields) => new(new ApiAnswer(status, JsonAnswers.Write(fields)));
}
