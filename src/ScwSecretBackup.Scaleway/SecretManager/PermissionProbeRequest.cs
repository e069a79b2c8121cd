using System.Diagnostics;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager.Wire;

namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>The calls of <see cref="IPermissionProbe"/>. Harmless twice over: no secret has the id, and the bodies are empty. So they may be repeated.</summary>
internal static class PermissionProbeRequest
{
    public static ApiRequest Create(PermissionQuestion question)
    {
        string secret = $"/secrets/{Guid.NewGuid():D}";
        return question switch
        {
            // An empty name would be no better to ask for the right to create: arguments may be checked before rights.
            PermissionQuestion.Create => Ask(HttpMethod.Post, secret + "/versions", "create versions"),
            PermissionQuestion.Write => Ask(HttpMethod.Patch, secret, "change metadata"),
            PermissionQuestion.Restore => Ask(HttpMethod.Post, secret + "/restore", "take back secrets"),
            PermissionQuestion.Access => Ask(HttpMethod.Get, secret + "/versions/1/access", "read values") with { CreateContent = null, CarriesValue = true },
            _ => throw new UnreachableException(),
        };
    }

    private static ApiRequest Ask(HttpMethod method, string path, string right) => new()
    {
        Method = method,
        Path = path,
        Action = $"answer whether the key may {right}",
        CreateContent = WireJson.WriteEmpty,
    };
}
