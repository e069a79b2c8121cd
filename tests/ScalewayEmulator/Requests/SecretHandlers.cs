using ScalewayEmulator.Access;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>The calls on one secret (SECRET-MANAGER §4, endpoints 2 and 4 to 9). Run under the state's lock.</summary>
internal sealed class SecretHandlers(EmulatorState state)
{
    private static readonly string[] Types = ["opaque", "certificate", "key_value", "basic_credentials", "database_credentials", "ssh_key"];

    /// <summary>The secret of an id, after checking that the key may do this with it.</summary>
    public EmulatedSecret Find(ApiRequest request, string id, string action)
    {
        NameRules.CheckId("secret_id", id);
        EmulatedSecret? secret = state.FindSecret(id);
        if (secret is null || secret.Region != request.Region)
        {
            throw ApiErrors.NotFound("secret", id);
        }

        return request.Key.May(action, secret.ProjectId) ? secret : throw ApiErrors.PermissionDenied("secret", action);
    }

    public ApiAnswer Get(ApiRequest request, string id) => JsonAnswers.Secret(Find(request, id, PermissionSets.Read));

    public ApiAnswer Create(ApiRequest request)
    {
        string projectId = NameRules.CheckId("project_id", request.Text("project_id"));
        if (!request.Key.May(PermissionSets.Create, projectId))
        {
            throw ApiErrors.PermissionDenied("secret", PermissionSets.Create);
        }

        string name = NameRules.CheckName(request.Text("name"));
        string path = NameRules.CheckPath(request.Text("path"));
        string type = CheckType(request.Text("type"));
        EphemeralFields? policy = EphemeralFields.ReadPolicy(request);
        string? keyId = request.Text("key_id") is { Length: > 0 } key ? NameRules.CheckId("key_id", key) : null;
        if (state.FindLive(projectId, request.Region, path, name) is not null)
        {
            throw ApiErrors.NameTaken();
        }

        int existing = state.AllSecrets.Count(secret => secret.DeletionRequestedAt is null);
        if (state.SecretQuota is { } quota && existing >= quota)
        {
            throw ApiErrors.QuotaExceeded("SecretManagerSecrets", quota, existing);
        }

        return JsonAnswers.Secret(state.AddSecret(projectId, request.Region, path, name, secret =>
        {
            secret.Type = type;
            secret.Tags = request.Texts("tags") ?? [];
            secret.Description = request.Text("description") ?? "";
            secret.Protected = request.Flag("protected");
            secret.KeyId = keyId;
            Apply(secret, policy);
        }));
    }

    public ApiAnswer Update(ApiRequest request, string id)
    {
        EmulatedSecret secret = FindEditable(request, id);
        string name = request.Has("name") ? NameRules.CheckName(request.Text("name")) : secret.Name;
        string path = request.Has("path") ? NameRules.CheckPath(request.Text("path")) : secret.Path;
        if (state.FindLive(secret.ProjectId, secret.Region, path, name) is { } other && other != secret)
        {
            throw ApiErrors.NameTaken();
        }

        EphemeralFields? policy = EphemeralFields.ReadPolicy(request);
        if (policy is not null && !secret.IsEphemeral)
        {
            throw ApiErrors.Precondition("attribute_must_be_set", "an ephemeral policy can only be set when the secret is created");
        }

        secret.Name = name;
        secret.Path = path;
        secret.Tags = request.Texts("tags") ?? secret.Tags;
        secret.Description = request.Text("description") ?? secret.Description;
        Apply(secret, policy);
        secret.UpdatedAt = state.NextTime();
        return JsonAnswers.Secret(secret);
    }

    public ApiAnswer Delete(ApiRequest request, string id)
    {
        EmulatedSecret secret = Find(request, id, PermissionSets.Delete);
        if (secret.Protected)
        {
            throw ApiErrors.Precondition("protected_resource", "cannot delete a protected secret");
        }

        if (secret.DeletionRequestedAt is not null)
        {
            throw ApiErrors.Precondition("resource_not_usable", "secret is scheduled for deletion");
        }

        if (secret.IsEphemeral)
        {
            state.Erase(secret);
        }
        else
        {
            secret.UpdatedAt = state.NextTime();
            secret.DeletionRequestedAt = secret.UpdatedAt;
        }

        return ApiAnswer.NoContent;
    }

    public ApiAnswer SetProtection(ApiRequest request, string id, bool isProtected)
    {
        // The service does not move updated_at here (SECRET-MANAGER §3.1).
        EmulatedSecret secret = FindEditable(request, id);
        secret.Protected = isProtected;
        return JsonAnswers.Secret(secret);
    }

    public ApiAnswer AddOwner(ApiRequest request, string id)
    {
        EmulatedSecret secret = FindEditable(request, id);
        string product = request.Text("product") ?? throw ApiErrors.InvalidArgument("product", "required", "value is required");
        if (!secret.UsedBy.Contains(product))
        {
            secret.UsedBy.Add(product);
        }

        return ApiAnswer.NoContent;
    }

    public ApiAnswer Restore(ApiRequest request, string id)
    {
        EmulatedSecret secret = Find(request, id, PermissionSets.Restore);
        if (secret.DeletionRequestedAt is null)
        {
            throw ApiErrors.Precondition("resource_not_usable", "secret is not scheduled for deletion");
        }

        if (state.FindLive(secret.ProjectId, secret.Region, secret.Path, secret.Name) is not null)
        {
            throw ApiErrors.NameTaken();
        }

        secret.DeletionRequestedAt = null;
        secret.UpdatedAt = state.NextTime();
        return JsonAnswers.Secret(secret);
    }

    /// <summary>A secret that may be changed: neither locked nor scheduled for deletion.</summary>
    private EmulatedSecret FindEditable(ApiRequest request, string id)
    {
        EmulatedSecret secret = Find(request, id, PermissionSets.Write);
        if (secret.Status == "locked")
        {
            throw ApiErrors.Locked(secret.Id);
        }

        return secret.DeletionRequestedAt is null ? secret : throw ApiErrors.Precondition("resource_not_usable", "secret is scheduled for deletion");
    }

    private static string CheckType(string? type) => type is null or "" or "unknown_type"
        ? "opaque"
        : Types.Contains(type) ? type : throw ApiErrors.InvalidArgument("type", "constraint", "value must be one of the known types");

    private static void Apply(EmulatedSecret secret, EphemeralFields? policy)
    {
        if (policy is not null)
        {
            secret.TimeToLive = policy.TimeToLive;
            secret.ExpiresOnceAccessed = policy.ExpiresOnceAccessed;
            secret.EphemeralAction = policy.Action;
        }
    }
}
