using System.Text.Json;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Recordings;

/// <summary>Compares typed objects with the JSON they were read from, field by field; a field of the JSON that nobody compares fails.</summary>
internal static class RecordedFields
{
    public static void AssertEqual(JsonElement recorded, Secret secret)
    {
        foreach (var field in recorded.EnumerateObject())
        {
            switch (field.Name)
            {
                case "id": Assert.Equal(field.Value.GetString(), secret.Id); break;
                case "project_id": Assert.Equal(field.Value.GetString(), secret.ProjectId); break;
                case "name": Assert.Equal(field.Value.GetString(), secret.Name); break;
                case "status": Assert.Equal(field.Value.GetString(), secret.Status); break;
                case "created_at": Assert.Equal(Time(field.Value), secret.CreatedAt); break;
                case "updated_at": Assert.Equal(Time(field.Value), secret.UpdatedAt); break;
                case "tags": Assert.Equal(Texts(field.Value), secret.Tags); break;
                case "version_count": Assert.Equal(field.Value.GetInt32(), secret.VersionCount); break;
                case "description": Assert.Equal(field.Value.GetString(), secret.Description); break;
                case "managed": Assert.Equal(field.Value.GetBoolean(), secret.Managed); break;
                case "type": Assert.Equal(field.Value.GetString(), secret.Type); break;
                case "protected": Assert.Equal(field.Value.GetBoolean(), secret.Protected); break;
                case "path": Assert.Equal(field.Value.GetString(), secret.Path); break;
                case "ephemeral_policy": AssertEqual(field.Value, secret.EphemeralPolicy); break;
                case "used_by": Assert.Equal(Texts(field.Value), secret.UsedBy); break;
                case "deletion_requested_at": Assert.Equal(Time(field.Value), secret.DeletionRequestedAt); break;
                case "key_id": Assert.Equal(field.Value.GetString(), secret.KeyId); break;
                case "region": Assert.Equal(field.Value.GetString(), secret.Region); break;
                default: Assert.Fail($"Nothing compares '{field.Name}'."); break;
            }
        }
    }

    public static void AssertEqual(JsonElement recorded, SecretVersion version)
    {
        foreach (var field in recorded.EnumerateObject())
        {
            switch (field.Name)
            {
                case "revision": Assert.Equal(field.Value.GetInt32(), version.Revision); break;
                case "secret_id": Assert.Equal(field.Value.GetString(), version.SecretId); break;
                case "status": Assert.Equal(field.Value.GetString(), version.Status); break;
                case "created_at": Assert.Equal(Time(field.Value), version.CreatedAt); break;
                case "updated_at": Assert.Equal(Time(field.Value), version.UpdatedAt); break;
                case "deleted_at": Assert.Equal(Time(field.Value), version.DeletedAt); break;
                case "description": Assert.Equal(field.Value.GetString(), version.Description); break;
                case "latest": Assert.Equal(field.Value.GetBoolean(), version.Latest); break;
                case "ephemeral_properties": Assert.Equal(field.Value.ValueKind == JsonValueKind.Null, version.EphemeralProperties is null); break;
                case "deletion_requested_at": Assert.Equal(Time(field.Value), version.DeletionRequestedAt); break;
                case "region": Assert.Equal(field.Value.GetString(), version.Region); break;
                default: Assert.Fail($"Nothing compares '{field.Name}'."); break;
            }
        }
    }

    private static void AssertEqual(JsonElement recorded, EphemeralPolicy? policy)
    {
        if (recorded.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(policy);
            return;
        }

        Assert.NotNull(policy);
        Assert.Equal(recorded.GetProperty("time_to_live").GetString(), policy.TimeToLive);
        Assert.Equal(recorded.GetProperty("action").GetString(), policy.Action);
        Assert.Equal(
            recorded.GetProperty("expires_once_accessed") is { ValueKind: not JsonValueKind.Null } once ? once.GetBoolean() : null,
            policy.ExpiresOnceAccessed);
    }

    private static DateTimeOffset? Time(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDateTimeOffset();

    private static IEnumerable<string?> Texts(JsonElement value) => value.EnumerateArray().Select(item => item.GetString());
}
