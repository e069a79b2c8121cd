using ScalewayEmulator.Http;
using ScalewayEmulator.Iam;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>Reading a payload (SECRET-MANAGER §3.3, §5.4). Reading a single-access version consumes it.</summary>
internal static class VersionAccess
{
    public static ApiAnswer Access(ApiRequest request) => Read(request, request.DemandSecret(SecretAction.Access, VersionLookup.Resource));

    /// <summary>Finds live secrets only.</summary>
    public static ApiAnswer AccessByPath(ApiRequest request)
    {
        string projectId = request.Query.Uuid("project_id") ?? throw ApiErrors.Required("project_id");
        string name = request.Query.Text("secret_name") ?? throw ApiErrors.Required("secret_name");
        string path = NameRules.NormalizePath(request.Query.Text("secret_path"), "secret_path");
        request.DemandOnProject(SecretAction.Access, VersionLookup.Resource, projectId);
        EmulatedSecret secret = request.State.Secrets.FirstOrDefault(candidate => !candidate.IsScheduledForDeletion
            && candidate.ProjectId == projectId && candidate.Region == request.Region && candidate.Path == path && candidate.Name == name)
            ?? throw ApiErrors.NotFound("secret", name);
        return Read(request, secret);
    }

    private static ApiAnswer Read(ApiRequest request, EmulatedSecret secret)
    {
        if (request.State.IsAccessDenied(secret))
        {
            throw ApiErrors.PermissionsDenied(SecretAction.Access, VersionLookup.Resource);
        }

        EmulatedVersion version = VersionLookup.FindEditable(request, secret);
        if (version.Status != VersionStatus.Enabled)
        {
            throw ApiErrors.Precondition("resource_not_usable", "cannot access a version that is not enabled");
        }

        if (request.State.IsEncryptionKeyBroken(secret))
        {
            throw ApiErrors.Precondition("resource_not_usable", $"key {secret.KeyId} is in an invalid state");
        }

        ApiAnswer answer = AnswerJson.Object(json => AnswerJson.WriteAccess(json, secret, version));
        if (version.ExpiresOnceAccessed ?? secret.ExpiresOnceAccessed ?? false)
        {
            version.EphemeralAction ??= secret.EphemeralAction;
            VersionLifecycle.Expire(version, request.Now);
        }

        return answer;
    }
}
