using ScalewayEmulator.Http;
using ScalewayEmulator.Iam;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>Calls on one secret (SECRET-MANAGER §4, 2 and 4 to 9).</summary>
internal static class SecretOperations
{
    public static ApiAnswer Create(ApiRequest request)
    {
        BodyReader body = request.Body;
        string projectId = body.Uuid("project_id") ?? throw ApiErrors.Required("project_id");
        string name = body.Text("name") ?? throw ApiErrors.Required("name");
        NameRules.CheckName(name);
        string path = NameRules.NormalizePath(body.Text("path"));
        IReadOnlyList<string> tags = body.Texts("tags") ?? [];
        string description = body.Text("description") ?? "";
        string type = body.Choice("type", EnumValues.SecretType) ?? "opaque";
        bool isProtected = body.Flag("protected") ?? false;
        EphemeralPolicy? policy = EphemeralPolicy.Read(body);
        string? keyId = body.Uuid("key_id");
        request.DemandOnProject(SecretAction.Create, "secret", projectId);
        DemandFreeName(request, projectId, path, name, except: null);
        DemandQuota(request.State);

        EmulatedSecret created = request.State.AddSecret(projectId, request.Region, path, name, secret =>
        {
            secret.Tags = [.. tags];
            secret.Description = description;
            secret.Type = type;
            secret.Protected = isProtected;
            secret.KeyId = keyId;
            policy?.ApplyTo(secret);
        });
        return Answer(created);
    }

    public static ApiAnswer Get(ApiRequest request) => Answer(request.DemandSecret(SecretAction.Read));

    public static ApiAnswer Update(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Write);
        BodyReader body = request.Body;
        string name = body.Text("name") ?? secret.Name;
        NameRules.CheckName(name);
        string path = body.Text("path") is { } newPath ? NameRules.NormalizePath(newPath) : secret.Path;
        IReadOnlyList<string>? tags = body.Texts("tags");
        string? description = body.Text("description");
        EphemeralPolicy? policy = EphemeralPolicy.Read(body);
        DemandEditable(secret);
        if (policy is not null && !secret.IsEphemeral)
        {
            throw ApiErrors.InvalidArgument("ephemeral_policy", "cannot add an ephemeral policy to an existing secret", "constraint");
        }

        DemandFreeName(request, secret.ProjectId, path, name, except: secret);

        secret.Name = name;
        secret.Path = path;
        secret.Tags = tags is null ? secret.Tags : [.. tags];
        secret.Description = description ?? secret.Description;
        policy?.ApplyTo(secret);
        secret.UpdatedAt = request.Now;
        return Answer(secret);
    }

    /// <summary>Ephemeral secrets are gone at once, others wait (SECRET-MANAGER §5.4, §5.5).</summary>
    public static ApiAnswer Delete(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Delete);
        DemandEditable(secret);
        if (secret.Protected)
        {
            throw ApiErrors.Precondition("protected_resource", "cannot delete a protected secret");
        }

        if (secret.IsEphemeral)
        {
            request.State.RemoveSecret(secret);
        }
        else
        {
            secret.DeletionRequestedAt = request.Now;
            secret.UpdatedAt = request.Now;
        }

        return ApiAnswer.NoContent;
    }

    /// <summary>Does not move <c>updated_at</c>, as recorded for unprotect.</summary>
    public static ApiAnswer SetProtection(ApiRequest request, bool isProtected)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Write);
        DemandEditable(secret);
        secret.Protected = isProtected;
        return Answer(secret);
    }

    public static ApiAnswer AddOwner(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Write);
        string product = request.Body.Choice("product", EnumValues.Product) ?? throw ApiErrors.Required("product");
        DemandEditable(secret);
        if (!secret.UsedBy.Contains(product))
        {
            secret.UsedBy.Add(product);
        }

        return ApiAnswer.NoContent;
    }

    public static ApiAnswer Restore(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Restore);
        if (!secret.IsScheduledForDeletion)
        {
            throw ApiErrors.Precondition("resource_not_usable", "cannot restore a secret that is not scheduled for deletion");
        }

        DemandFreeName(request, secret.ProjectId, secret.Path, secret.Name, except: secret);
        secret.DeletionRequestedAt = null;
        secret.UpdatedAt = request.Now;
        return Answer(secret);
    }

    /// <summary>A secret scheduled for deletion can neither be edited nor deleted again; a locked one cannot be edited.</summary>
    public static void DemandEditable(EmulatedSecret secret)
    {
        if (secret.IsScheduledForDeletion)
        {
            throw ApiErrors.Precondition("resource_not_usable", "secret is scheduled for deletion");
        }

        if (secret.Status == "locked")
        {
            throw ApiErrors.Locked(secret.Id);
        }
    }

    /// <summary>Names are unique by project, region and path among the secrets that are not scheduled for deletion.</summary>
    private static void DemandFreeName(ApiRequest request, string projectId, string path, string name, EmulatedSecret? except)
    {
        bool taken = request.State.Secrets.Any(other => other != except && !other.IsScheduledForDeletion
            && other.ProjectId == projectId && other.Region == request.Region && other.Path == path && other.Name == name);
        if (taken)
        {
            throw ApiErrors.NameTaken();
        }
    }

    private static void DemandQuota(EmulatorState state)
    {
        if (state.SecretQuota is { } quota && state.Secrets.Count >= quota)
        {
            throw ApiErrors.QuotaExceeded("secret", quota, state.Secrets.Count);
        }
    }

    private static ApiAnswer Answer(EmulatedSecret secret) => AnswerJson.Object(json => AnswerJson.WriteSecret(json, secret));
}
