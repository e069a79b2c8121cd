using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class PermissionTests
{
    private const string Data = """{"data":"eA=="}""";

    /// <summary>Operation, method, path with <c>@</c> for the secret, body, action and resource of the 403.</summary>
    private static readonly (string Operation, string Method, string Path, string? Body, string Action, string Resource)[] Calls =
    [
        ("ListSecrets", "GET", $"secrets?project_id={ApiSession.Project}", null, "list", "secret"),
        ("CreateSecret", "POST", "secrets", $$"""{"project_id":"{{ApiSession.Project}}","name":"new"}""", "create", "secret"),
        ("Browse", "GET", $"secrets/browse?project_id={ApiSession.Project}", null, "list", "secret"),
        ("GetSecret", "GET", "secrets/@", null, "read", "secret"),
        ("UpdateSecret", "PATCH", "secrets/@", "{}", "write", "secret"),
        ("ProtectSecret", "POST", "secrets/@/protect", "{}", "write", "secret"),
        ("UnprotectSecret", "POST", "secrets/@/unprotect", "{}", "write", "secret"),
        ("AddOwner", "POST", "secrets/@/add-owner", """{"product":"edge_services"}""", "write", "secret"),
        ("ListVersions", "GET", "secrets/@/versions", null, "list", "secret_version"),
        ("CreateVersion", "POST", "secrets/@/versions", Data, "create", "secret_version"),
        ("GetVersion", "GET", "secrets/@/versions/1", null, "read", "secret_version"),
        ("UpdateVersion", "PATCH", "secrets/@/versions/1", "{}", "write", "secret_version"),
        ("AccessVersion", "GET", "secrets/@/versions/1/access", null, "access", "secret_version"),
        ("AccessVersionByPath", "GET", $"secrets-by-path/versions/latest/access?secret_name=secret&project_id={ApiSession.Project}", null, "access", "secret_version"),
        ("DisableVersion", "POST", "secrets/@/versions/1/disable", "{}", "write", "secret_version"),
        ("EnableVersion", "POST", "secrets/@/versions/1/enable", "{}", "write", "secret_version"),
        ("DeleteVersion", "DELETE", "secrets/@/versions/1", null, "delete", "secret_version"),
        ("RestoreVersion", "POST", "secrets/@/versions/2/restore", "{}", "restore", "secret_version"),
        ("ListTags", "GET", $"tags?project_id={ApiSession.Project}", null, "list", "secret"),
        ("ListSecretTypes", "GET", $"secret-types?project_id={ApiSession.Project}", null, "list", "secret"),
        ("DeleteSecret", "DELETE", "secrets/@", null, "delete", "secret"),
        ("RestoreSecret", "POST", "secrets/!/restore", "{}", "restore", "secret"),
    ];

    [Theory]
    [InlineData("SecretManagerReadOnly", "list read")]
    [InlineData("SecretManagerSecretAccess", "access")]
    [InlineData("SecretManagerSecretCreate", "create")]
    [InlineData("SecretManagerSecretWrite", "write")]
    [InlineData("SecretManagerSecretDelete", "delete")]
    [InlineData("SecretManagerSecretRestore", "restore")]
    [InlineData("SecretManagerFullAccess", "list read access create write delete restore")]
    [InlineData("AllProductsReadOnly", "list read")]
    [InlineData("AllProductsFullAccess", "list read access create write delete restore")]
    [InlineData("KeyManagerFullAccess", "")]
    public async Task Permission_set_allows_its_calls_and_no_others(string permissionSet, string actions)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        EmulatedSecret secret = session.State.AddSecret(ApiSession.Project, "fr-par", "/", "secret");
        session.State.AddVersion(secret, [1]);
        session.State.AddVersion(secret, [2], version =>
        {
            version.Status = "scheduled_for_deletion";
            version.DeletionRequestedAt = session.Time.GetUtcNow();
        });
        session.State.AddVersion(secret, [3]);
        EmulatedSecret scheduled = session.State.AddSecret(ApiSession.Project, "fr-par", "/", "gone", gone => gone.DeletionRequestedAt = session.Time.GetUtcNow());
        session.Key = session.State.AddKey([permissionSet], ApiSession.Project);
        session.Server.ClearCalls();

        foreach ((string operation, string method, string path, string? body, string action, string resource) in Calls)
        {
            string target = path.Replace("@", secret.Id, StringComparison.Ordinal).Replace("!", scheduled.Id, StringComparison.Ordinal);
            ApiResponse response = await session.SendAsync(new HttpMethod(method), ApiSession.Prefix + target, body);
            if (actions.Split(' ').Contains(action))
            {
                Assert.True(response.Status is 200 or 204, $"{operation}: {response.Status} {response.Body}");
            }
            else
            {
                Assert.Equal($$$"""403 {"details":[{"action":"{{{action}}}","resource":"{{{resource}}}"}],"message":"insufficient permissions","type":"permissions_denied"}""", $"{response.Status} {response.Body}");
            }
        }

        Assert.Equal(Calls.Select(call => call.Operation), session.Server.Calls.Select(call => call.Operation));
    }

    [Fact]
    public async Task A_key_of_one_project_cannot_touch_another()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        EmulatedSecret foreign = session.State.AddSecret(ApiSession.OtherProject, "fr-par", "/", "secret");
        session.State.AddVersion(foreign, [1]);
        session.Key = session.State.AddKey(["SecretManagerFullAccess"], ApiSession.Project);

        Assert.Equal(403, (await session.GetAsync($"secrets/{foreign.Id}")).Status);
        Assert.Equal(403, (await session.GetAsync($"secrets/{foreign.Id}/versions/1/access")).Status);
        Assert.Equal(403, (await session.DeleteAsync($"secrets/{foreign.Id}")).Status);
        Assert.Equal(403, (await session.GetAsync($"secrets?project_id={ApiSession.OtherProject}")).Status);

        session.State.Grant(session.Key, ["SecretManagerReadOnly"], ApiSession.OtherProject);
        Assert.Equal(200, (await session.GetAsync($"secrets/{foreign.Id}")).Status);
        Assert.Equal(403, (await session.GetAsync($"secrets/{foreign.Id}/versions/1/access")).Status);
    }

    [Fact]
    public async Task Revoked_permissions_deny_but_still_authenticate()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        session.State.RevokePermissions(session.Key!);
        Assert.Equal(403, (await session.GetAsync($"secrets?project_id={ApiSession.Project}")).Status);
    }

    [Fact]
    public async Task Access_can_be_denied_for_one_secret_that_stays_listed()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string open = await session.CreateSecretAsync("open");
        string closed = await session.CreateSecretAsync("closed");
        await session.CreateVersionAsync(open, "a");
        await session.CreateVersionAsync(closed, "b");
        session.State.DenyAccess(closed);

        Assert.Equal(200, (await session.GetAsync($"secrets/{open}/versions/1/access")).Status);
        ApiResponse denied = await session.GetAsync($"secrets/{closed}/versions/latest/access");
        Assert.Equal(403, denied.Status);
        Assert.Equal("permissions_denied", denied.Text("type"));
        Assert.Equal(403, (await session.GetAsync($"secrets-by-path/versions/1/access?secret_name=closed&project_id={ApiSession.Project}")).Status);
        Assert.Equal(200, (await session.GetAsync($"secrets/{closed}/versions/1")).Status);

        session.State.AllowAccess(closed);
        Assert.Equal(200, (await session.GetAsync($"secrets/{closed}/versions/1/access")).Status);
    }
}
