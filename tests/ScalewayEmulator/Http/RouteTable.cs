using ScalewayEmulator.Operations;

namespace ScalewayEmulator.Http;

/// <summary>All calls of the API (SECRET-MANAGER §4).</summary>
internal static class RouteTable
{
    public const string ServicePrefix = "/secret-manager/";

    private const string RegionPrefix = "/secret-manager/v1beta1/regions/";

    private static readonly Route[] Routes =
    [
        new("GET", "secrets", "ListSecrets", SecretListing.List),
        new("POST", "secrets", "CreateSecret", SecretOperations.Create),
        new("GET", "secrets/browse", "Browse", SecretBrowsing.Browse),
        new("GET", "secrets/{secret_id}", "GetSecret", SecretOperations.Get),
        new("PATCH", "secrets/{secret_id}", "UpdateSecret", SecretOperations.Update),
        new("DELETE", "secrets/{secret_id}", "DeleteSecret", SecretOperations.Delete),
        new("POST", "secrets/{secret_id}/protect", "ProtectSecret", request => SecretOperations.SetProtection(request, isProtected: true)),
        new("POST", "secrets/{secret_id}/unprotect", "UnprotectSecret", request => SecretOperations.SetProtection(request, isProtected: false)),
        new("POST", "secrets/{secret_id}/add-owner", "AddOwner", SecretOperations.AddOwner),
        new("POST", "secrets/{secret_id}/restore", "RestoreSecret", SecretOperations.Restore),
        new("GET", "secrets/{secret_id}/versions", "ListVersions", VersionOperations.List),
        new("POST", "secrets/{secret_id}/versions", "CreateVersion", VersionCreation.Create),
        new("GET", "secrets/{secret_id}/versions/{revision}", "GetVersion", VersionOperations.Get),
        new("PATCH", "secrets/{secret_id}/versions/{revision}", "UpdateVersion", VersionOperations.Update),
        new("DELETE", "secrets/{secret_id}/versions/{revision}", "DeleteVersion", VersionOperations.Delete),
        new("GET", "secrets/{secret_id}/versions/{revision}/access", "AccessVersion", VersionAccess.Access),
        new("GET", "secrets-by-path/versions/{revision}/access", "AccessVersionByPath", VersionAccess.AccessByPath),
        new("POST", "secrets/{secret_id}/versions/{revision}/enable", "EnableVersion", VersionOperations.Enable),
        new("POST", "secrets/{secret_id}/versions/{revision}/disable", "DisableVersion", VersionOperations.Disable),
        new("POST", "secrets/{secret_id}/versions/{revision}/restore", "RestoreVersion", VersionOperations.Restore),
        new("GET", "tags", "ListTags", SecretListing.ListTags),
        new("GET", "secret-types", "ListSecretTypes", SecretListing.ListTypes),
    ];

    public static RouteMatch Match(string method, string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!path.StartsWith(RegionPrefix, StringComparison.Ordinal))
        {
            return new RouteMatch(null, "", values);
        }

        string[] parts = path[RegionPrefix.Length..].Split('/');
        Route? route = Routes.FirstOrDefault(candidate => candidate.Matches(method, parts.AsSpan(1), values));
        return new RouteMatch(route, parts[0], values);
    }
}
