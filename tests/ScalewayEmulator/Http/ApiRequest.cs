using ScalewayEmulator.Iam;

namespace ScalewayEmulator.Http;

/// <summary>An authenticated request for a known call, handled under the lock of the state.</summary>
internal sealed class ApiRequest(EmulatorState state, ApiKey key, RouteMatch route, QueryReader query, ReadOnlyMemory<byte> body)
{
    private BodyReader? _body;

    public EmulatorState State { get; } = state;

    public ApiKey Key { get; } = key;

    public string Region { get; } = route.Region;

    public QueryReader Query { get; } = query;

    public DateTimeOffset Now { get; } = state.Now;

    public BodyReader Body => _body ??= BodyReader.Parse(body);

    public string Revision => route.Values["revision"];

    /// <summary>The secret of the path, after checking that the key may do this to it.</summary>
    public EmulatedSecret DemandSecret(string action, string resource = "secret")
    {
        string secretId = route.Values["secret_id"];
        if (!Rules.Uuid.TryNormalize(secretId, out secretId))
        {
            throw ApiErrors.NotAUuid("secret_id");
        }

        if (!Key.AllowsSomewhere(action))
        {
            throw ApiErrors.PermissionsDenied(action, resource);
        }

        EmulatedSecret secret = State.FindSecret(Region, secretId) ?? throw ApiErrors.NotFound("secret", secretId);
        DemandOnProject(action, resource, secret.ProjectId);
        return secret;
    }

    public void DemandOnProject(string action, string resource, string projectId)
    {
        if (!Key.AllowsOnProject(action, projectId))
        {
            throw ApiErrors.PermissionsDenied(action, resource);
        }
    }
}
