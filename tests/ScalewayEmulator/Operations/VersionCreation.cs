using ScalewayEmulator.Http;
using ScalewayEmulator.Iam;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>Writing a payload (SECRET-MANAGER §4.3, §5.2, §5.3, §5.6, §5.7).</summary>
internal static class VersionCreation
{
    public static ApiAnswer Create(ApiRequest request)
    {
        EmulatedSecret secret = request.DemandSecret(SecretAction.Create, VersionLookup.Resource);
        BodyReader body = request.Body;
        byte[]? given = body.Bytes("data");
        byte[] data = given ?? [];
        string description = body.Text("description") ?? "";
        bool disablePrevious = body.Flag("disable_previous") ?? false;
        uint? checksum = body.Number("data_crc32");
        if (given is not null)
        {
            // The recordings of one tool show creations without this field answered with 200; an empty one is refused.
            PayloadRules.Check(secret.Type, given);
        }

        if (checksum is { } expected && expected != Crc32.Compute(data))
        {
            throw ApiErrors.InvalidArgument("data_crc32", "checksum does not match the data", "constraint");
        }

        SecretOperations.DemandEditable(secret);
        DemandQuota(request.State, secret);
        if (request.State.IsEncryptionKeyBroken(secret))
        {
            throw ApiErrors.Plain(409, $"key {secret.KeyId} is in an invalid state");
        }

        EmulatedVersion? previous = secret.LatestVersion;
        if (disablePrevious && previous?.Status == VersionStatus.Enabled)
        {
            previous.Status = VersionStatus.Disabled;
            previous.UpdatedAt = request.Now;
        }

        EmulatedVersion created = request.State.AddVersion(secret, data, version =>
        {
            version.Description = description;
            version.DataCrc32 = checksum;
        });
        return VersionOperations.Answer(secret, created);
    }

    private static void DemandQuota(EmulatorState state, EmulatedSecret secret)
    {
        if (secret.StoredVersionCount >= state.VersionQuota)
        {
            throw ApiErrors.QuotaExceeded(VersionLookup.Resource, state.VersionQuota, secret.StoredVersionCount);
        }
    }
}
