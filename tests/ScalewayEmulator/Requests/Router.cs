namespace ScalewayEmulator.Requests;

/// <summary>Finds the operation for a method and path (SECRET-MANAGER §4).</summary>
internal sealed class Router
{
    private static readonly string[] Regions = ["fr-par", "nl-ams", "pl-waw"];
    private readonly SecretHandlers _secrets;
    private readonly VersionHandlers _versions;
    private readonly ListingHandlers _listings;

    public Router(EmulatorState state)
    {
        _secrets = new SecretHandlers(state);
        _versions = new VersionHandlers(state, _secrets);
        _listings = new ListingHandlers(state);
    }

    public Route Find(string method, string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["secret-manager", "v1beta1", "regions", var region, .. var rest] || !Regions.Contains(region))
        {
            return new Route("Unknown", "", null);
        }

        return (method, rest) switch
        {
            ("GET", ["secrets"]) => new("ListSecrets", region, _listings.List),
            ("POST", ["secrets"]) => new("CreateSecret", region, _secrets.Create),
            ("GET", ["secrets", "browse"]) => new("Browse", region, _listings.Browse),
            ("GET", ["tags"]) => new("ListTags", region, _listings.Tags),
            ("GET", ["secret-types"]) => new("ListSecretTypes", region, _listings.Types),
            ("GET", ["secrets-by-path", "versions", var revision, "access"]) =>
                new("AccessVersionByPath", region, request => _versions.AccessByPath(request, revision)),
            (_, ["secrets", var id]) => OneSecret(method, region, id),
            ("POST", ["secrets", var id, var action]) when action != "versions" => SecretAction(region, id, action),
            (_, ["secrets", var id, "versions", .. var version]) => OneVersion(method, region, id, version),
            _ => new Route("Unknown", region, null),
        };
    }

    private Route OneSecret(string method, string region, string id) => method switch
    {
        "GET" => new("GetSecret", region, request => _secrets.Get(request, id)),
        "PATCH" => new("UpdateSecret", region, request => _secrets.Update(request, id)),
        "DELETE" => new("DeleteSecret", region, request => _secrets.Delete(request, id)),
        _ => new("Unknown", region, null),
    };

    private Route SecretAction(string region, string id, string action) => action switch
    {
        "protect" => new("ProtectSecret", region, request => _secrets.SetProtection(request, id, isProtected: true)),
        "unprotect" => new("UnprotectSecret", region, request => _secrets.SetProtection(request, id, isProtected: false)),
        "add-owner" => new("AddOwner", region, request => _secrets.AddOwner(request, id)),
        "restore" => new("RestoreSecret", region, request => _secrets.Restore(request, id)),
        _ => new("Unknown", region, null),
    };

    private Route OneVersion(string method, string region, string id, string[] rest) => (method, rest) switch
    {
        ("GET", []) => new("ListVersions", region, request => _versions.List(request, id)),
        ("POST", []) => new("CreateVersion", region, request => _versions.Create(request, id)),
        ("GET", [var revision]) => new("GetVersion", region, request => _versions.Get(request, id, revision)),
        ("PATCH", [var revision]) => new("UpdateVersion", region, request => _versions.Update(request, id, revision)),
        ("DELETE", [var revision]) => new("DeleteVersion", region, request => _versions.Delete(request, id, revision)),
        ("GET", [var revision, "access"]) => new("AccessVersion", region, request => _versions.Access(request, id, revision)),
        ("POST", [var revision, "enable"]) => new("EnableVersion", region, request => _versions.SetEnabled(request, id, revision, enabled: true)),
        ("POST", [var revision, "disable"]) => new("DisableVersion", region, request => _versions.SetEnabled(request, id, revision, enabled: false)),
        ("POST", [var revision, "restore"]) => new("RestoreVersion", region, request => _versions.Restore(request, id, revision)),
        _ => new("Unknown", region, null),
    };
}
