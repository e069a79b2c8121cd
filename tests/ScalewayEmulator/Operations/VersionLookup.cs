using System.Globalization;
using ScalewayEmulator.Http;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>Finds the version a revision names: a number, <c>latest</c> or <c>latest_enabled</c> (SECRET-MANAGER §4).</summary>
internal static class VersionLookup
{
    public const string Resource = "secret_version";

    public static EmulatedVersion Find(ApiRequest request, EmulatedSecret secret)
    {
        EmulatedVersion? version = request.Revision switch
        {
            "latest" => secret.LatestVersion,
            "latest_enabled" => secret.IsScheduledForDeletion ? null : secret.LatestEnabledVersion,
            var text when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) =>
                secret.Versions.Find(candidate => candidate.Revision == number && (candidate.Status != VersionStatus.Deleted || request.State.ListsDeletedVersions)),
            _ => throw ApiErrors.InvalidArgument("revision", "value must be a number, latest or latest_enabled"),
        };
        return version ?? throw ApiErrors.NotFound(Resource, secret.Id);
    }

    /// <summary>A version that can still be changed: neither deleted nor scheduled for deletion, and its secret likewise.</summary>
    public static EmulatedVersion FindEditable(ApiRequest request, EmulatedSecret secret)
    {
        EmulatedVersion version = Find(request, secret);
        SecretOperations.DemandEditable(secret);
        return version.Status switch
        {
            VersionStatus.Deleted => throw ApiErrors.NotFound(Resource, secret.Id),
            VersionStatus.ScheduledForDeletion => throw ApiErrors.Precondition("resource_not_usable", "version is scheduled for deletion"),
            _ => version,
        };
    }
}
