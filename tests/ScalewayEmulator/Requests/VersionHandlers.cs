using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using ScalewayEmulator.Access;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>The calls on versions (SECRET-MANAGER §4, endpoints 10 to 18). Run under the state's lock.</summary>
internal sealed class VersionHandlers(EmulatorState state, SecretHandlers secrets)
{
    public ApiAnswer List(ApiRequest request, string secretId)
    {
        EmulatedSecret secret = secrets.Find(request, secretId, PermissionSets.Read);
        IReadOnlyList<string> statuses = request.QueryValues("status");
        List<EmulatedVersion> matching = [.. secret.Versions
            .Where(version => statuses.Count == 0 || statuses.Contains(version.Status))
            .OrderByDescending(version => version.Revision)];
        (int skip, int take) = request.Paging();
        return JsonAnswers.Versions(secret, [.. matching.Skip(skip).Take(take)], matching.Count);
    }

    public ApiAnswer Get(ApiRequest request, string secretId, string revision)
    {
        EmulatedSecret secret = secrets.Find(request, secretId, PermissionSets.Read);
        return JsonAnswers.Version(secret, FindVersion(secret, revision));
    }

    public ApiAnswer Create(ApiRequest request, string secretId)
    {
        EmulatedSecret secret = secrets.Find(request, secretId, PermissionSets.Create);
        CheckUsable(secret);
        byte[] data = ReadData(request);
        uint? crc = ReadCrc(request);
        PayloadRules.Check(secret.Type, data);
        if (crc is not null && crc != Crc32.HashToUInt32(data))
        {
            throw ApiErrors.InvalidArgument("data_crc32", "constraint", "checksum does not match the data");
        }

        if (secret.KeyId is not null && state.UnusableKeyIds.Contains(secret.KeyId))
        {
            throw ApiErrors.InvalidKeyState(secret.KeyId);
        }

        if (secret.VersionCount >= state.VersionQuota)
        {
            throw ApiErrors.QuotaExceeded("SecretManagerVersions", state.VersionQuota, secret.VersionCount);
        }

        if (request.Flag("disable_previous") && secret.Versions.LastOrDefault() is { Status: "enabled" } previous)
        {
            previous.Status = "disabled";
            previous.UpdatedAt = state.NextTime();
        }

        EmulatedVersion version = state.AddVersion(secret, data, added =>
        {
            added.Description = request.Text("description") ?? "";
            added.DataCrc32 = crc;
        });
        return JsonAnswers.Version(secret, version);
    }

    public ApiAnswer Update(ApiRequest request, string secretId, string revision)
    {
        EmulatedSecret secret = secrets.Find(request, secretId, PermissionSets.Write);
        EmulatedVersion version = FindVersion(secret, revision);
        CheckEditable(secret, version);
        EphemeralFields? properties = EphemeralFields.ReadProperties(request);
        version.Description = request.Text("description") ?? version.Description;
        if (properties is not null)
        {
            version.ExpiresAt = properties.ExpiresAt;
            version.ExpiresOnceAccessed = properties.ExpiresOnceAccessed;
            version.EphemeralAction = properties.Action;
        }

        version.UpdatedAt = state.NextTime();
        return JsonAnswers.Version(secret, version);
    }

    public ApiAnswer Delete(ApiRequest request, string secretId, string revision)
    {
        EmulatedSecret secret = secrets.Find(request, secretId, PermissionSets.Delete);
        EmulatedVersion version = FindVersion(secret, revision);
        CheckEditable(secret, version);
        version.StatusBeforeDeletion = version.Status;
        version.Status = "scheduled_for_deletion";
        version.DeletionRequestedAt = state.NextTime();
        return ApiAnswer.NoContent;
    }

    public ApiAnswer Access(ApiRequest request, string secretId, string revision) =>
        Access(secrets.Find(request, secretId, PermissionSets.Access), revision);

    public ApiAnswer AccessByPath(ApiRequest request, string revision)
    {
        string projectId = NameRules.CheckId("project_id", request.QueryValue("project_id"));
        string path = NameRules.CheckPath(request.QueryValue("secret_path"));
        string name = NameRules.CheckName(request.QueryValue("secret_name"));
        if (!request.Key.May(PermissionSets.Access, projectId))
        {
            throw ApiErrors.PermissionDenied("secret", PermissionSets.Access);
        }

        EmulatedSecret secret = state.FindLive(projectId, request.Region, path, name) ?? throw ApiErrors.NotFound("secret", name);
        return Access(secret, revision);
    }

    public ApiAnswer SetEnabled(ApiRequest request, string secretId, string revision, bool enabled)
    {
        EmulatedSecret secret = secrets.Find(request, secretId, PermissionSets.Write);
        EmulatedVersion version = FindVersion(secret, revision);
        CheckEditable(secret, version);
        if (enabled && version.Status == "disabled" && secret.IsEphemeral)
        {
            // Enabling counts as creating again: the policy that holds now applies (SECRET-MANAGER §5.4).
            version.ExpiresAt = Durations.TryParse(secret.TimeToLive, out TimeSpan lifetime) ? state.NextTime() + lifetime : null;
            version.ExpiresOnceAccessed = secret.ExpiresOnceAccessed;
            version.EphemeralAction = secret.EphemeralAction;
        }

        version.Status = enabled ? "enabled" : "disabled";
        version.UpdatedAt = state.NextTime();
        return JsonAnswers.Version(secret, version);
    }

    public ApiAnswer Restore(ApiRequest request, string secretId, string revision)
    {
        EmulatedSecret secret = secrets.Find(request, secretId, PermissionSets.Restore);
        EmulatedVersion version = FindVersion(secret, revision);
        if (version.DeletionRequestedAt is null)
        {
            throw ApiErrors.Precondition("resource_not_usable", "version is not scheduled for deletion");
        }

        version.Status = version.StatusBeforeDeletion;
        version.DeletionRequestedAt = null;
        return JsonAnswers.Version(secret, version);
    }

    private ApiAnswer Access(EmulatedSecret secret, string revision)
    {
        if (state.IsAccessDenied(secret.Id))
        {
            throw ApiErrors.PermissionDenied("secret", PermissionSets.Access);
        }

        CheckUsable(secret);
        EmulatedVersion version = FindVersion(secret, revision);
        if (version.Status != "enabled")
        {
            throw ApiErrors.Precondition("resource_not_usable", "version is not enabled");
        }

        ApiAnswer answer = JsonAnswers.Access(secret, version);
        if (version.ExpiresOnceAccessed is true)
        {
            state.Consume(secret, version);
        }

        return answer;
    }

    private static EmulatedVersion FindVersion(EmulatedSecret secret, string revision)
    {
        EmulatedVersion? version = revision switch
        {
            "latest" => secret.Versions.MaxBy(v => v.Revision),
            "latest_enabled" => secret.Versions.Where(v => v.Status == "enabled").MaxBy(v => v.Revision),
            _ when int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => secret.Versions.Find(v => v.Revision == number),
            _ => throw ApiErrors.InvalidArgument("revision", "format", "value must be a number, latest or latest_enabled"),
        };
        return version ?? throw ApiErrors.NotFound("secret_version", revision);
    }

    private static void CheckUsable(EmulatedSecret secret)
    {
        if (secret.Status == "locked")
        {
            throw ApiErrors.Locked(secret.Id);
        }

        if (secret.DeletionRequestedAt is not null)
        {
            throw ApiErrors.Precondition("resource_not_usable", "secret is scheduled for deletion");
        }
    }

    private static void CheckEditable(EmulatedSecret secret, EmulatedVersion version)
    {
        CheckUsable(secret);
        if (version.DeletionRequestedAt is not null)
        {
            throw ApiErrors.Precondition("resource_not_usable", "version is scheduled for deletion");
        }
    }

    private static byte[] ReadData(ApiRequest request)
    {
        // Recorded traffic of one official tool carries no data field at all and was answered 200, so an absent field is an empty payload.
        if (!request.Has("data"))
        {
            return [];
        }

        string text = request.Text("data")!;
        if (text.Length == 0)
        {
            throw ApiErrors.InvalidArgument("data", "required", "value is required");
        }

        byte[] buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/'), buffer, out int length)
            ? buffer[..length]
            : throw ApiErrors.InvalidArgument("data", "format", "value must be base64");
    }

    private static uint? ReadCrc(ApiRequest request)
    {
        if (!request.Has("data_crc32"))
        {
            return null;
        }

        JsonElement value = request.Body.GetProperty("data_crc32");
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint crc)
            ? crc
            : throw ApiErrors.InvalidArgument("data_crc32", "format", "value must be an unsigned 32-bit number");
    }
}
