using ScalewayEmulator.Http;
using ScalewayEmulator.Iam;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>Calls on the metadata of versions (SECRET-MANAGER §4, 10, 12 to 14, 17 and 18).</summary>
internal static class VersionOperations
{
    /// <summary>Newest first, those scheduled for deletion included.</summary>
    public static ApiAnswer List(ApiRequest request)
    {
        Page page = Page.From(request.Query);
        HashSet<string> statuses = [.. request.Query.Texts("status").Select(text => EnumValues.VersionStatus.Check("status", text)).OfType<string>()];
        EmulatedSecret secret = request.DemandSecret(SecretAction.List, VersionLookup.Resource);
        List<EmulatedVersion> versions =
        [
            .. secret.Versions
                .Where(version => version.Status != VersionStatus.Deleted || request.State.ListsDeletedVersions)
                .Where(version => statuses.Count == 0 || statuses.Contains(secret.ListedStatus(version)))
                .OrderByDescending(version => version.Revision),
        ];
        return AnswerJson.List("versions", page, versions, (json, version) => AnswerJson.WriteVersion(json, secret, version));
    }

    public static ApiAnswer Get(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Read, VersionLookup.Resource);
        return Answer(secret, VersionLookup.Find(request, secret));
    }

    public static ApiAnswer Update(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Write, VersionLookup.Resource);
        string? description = request.Body.Text("description");
        BodyReader? properties = request.Body.Child("ephemeral_properties");
        DateTimeOffset? expiresAt = properties?.Time("expires_at");
        bool? expiresOnceAccessed = properties?.Flag("expires_once_accessed");
        string? action = properties?.Choice("action", EnumValues.EphemeralAction);
        EmulatedVersion version = VersionLookup.FindEditable(request, secret);
        if (properties is not null && !secret.IsEphemeral)
        {
            throw ApiErrors.InvalidArgument("ephemeral_properties", "the secret has no ephemeral policy", "constraint");
        }

        version.Description = description ?? version.Description;
        if (properties is not null)
        {
            version.ExpiresAt = expiresAt is { } time ? Timestamp.ToMicroseconds(time) : null;
            version.ExpiresOnceAccessed = expiresOnceAccessed;
            version.EphemeralAction = action ?? version.EphemeralAction;
        }

        version.UpdatedAt = request.Now;
        return Answer(secret, version);
    }

    /// <summary>Does not move <c>updated_at</c> (SECRET-MANAGER §3.2); the versions of a protected secret can be deleted.</summary>
    public static ApiAnswer Delete(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Delete, VersionLookup.Resource);
        EmulatedVersion version = VersionLookup.FindEditable(request, secret);
        version.StatusBeforeDeletion = version.Status;
        version.Status = VersionStatus.ScheduledForDeletion;
        version.DeletionRequestedAt = request.Now;
        return ApiAnswer.NoContent;
    }

    /// <summary>Enabling a disabled version counts as creating it again: it takes the policy that holds now (SECRET-MANAGER §5.4).</summary>
    public static ApiAnswer Enable(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Write, VersionLookup.Resource);
        EmulatedVersion version = VersionLookup.FindEditable(request, secret);
        if (version.Status != VersionStatus.Enabled)
        {
            version.Status = VersionStatus.Enabled;
            version.UpdatedAt = request.Now;
            secret.StartLifetime(version, request.Now);
        }

        return Answer(secret, version);
    }

    public static ApiAnswer Disable(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Write, VersionLookup.Resource);
        EmulatedVersion version = VersionLookup.FindEditable(request, secret);
        if (version.Status != VersionStatus.Disabled)
        {
            version.Status = VersionStatus.Disabled;
            version.UpdatedAt = request.Now;
        }

        return Answer(secret, version);
    }

    /// <summary>Brings back the status the version had.</summary>
    public static ApiAnswer Restore(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Restore, VersionLookup.Resource);
        EmulatedVersion version = VersionLookup.Find(request, secret);
        SecretOperations.DemandEditable(secret);
        if (version.Status != VersionStatus.ScheduledForDeletion)
        {
            throw ApiErrors.Precondition("resource_not_usable", "cannot restore a version that is not scheduled for deletion");
        }

        version.Status = version.StatusBeforeDeletion ?? VersionStatus.Enabled;
        version.StatusBeforeDeletion = null;
        version.DeletionRequestedAt = null;
        version.UpdatedAt = request.Now;
        return Answer(secret, version);
    }

    public static ApiAnswer Answer(EmulatedSecret secret, EmulatedVersion version) =>
        AnswerJson.Object(json => AnswerJson.WriteVersion(json, secret, version));
}
