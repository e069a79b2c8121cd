using System.Text;
using System.Text.Json.Nodes;

namespace ScalewayEmulator.Tests.Support;

/// <summary>A server with an empty project and a bare HTTP client on it.</summary>
internal sealed class ApiSession : IAsyncDisposable
{
    public const string Project = "0b8a4a7e-3a0c-4a36-9d0c-0f2d8f6f7a11";
    public const string OtherProject = "7d1f2c9b-64f1-4d8e-8a55-2a9f0f3f6b22";
    public const string Organization = "5c2b7d3e-1f4a-4b6c-9d8e-7f6a5b4c3d33";
    public const string Prefix = "/secret-manager/v1beta1/regions/fr-par/";

    private readonly HttpClient _client;

    private ApiSession(EmulatorServer server, ManualTime time)
    {
        Server = server;
        Time = time;
        _client = new HttpClient { BaseAddress = server.BaseUrl };
        Key = server.State.AddKey(["SecretManagerFullAccess"]);
    }

    public EmulatorServer Server { get; }

    public ManualTime Time { get; }

    public EmulatorState State => Server.State;

    /// <summary>The secret key the next requests use; null for none.</summary>
    public string? Key { get; set; }

    public static async Task<ApiSession> StartAsync()
    {
        var time = new ManualTime();
        return new ApiSession(await EmulatorServer.StartAsync(time, TestContext.Current.CancellationToken), time);
    }

    public Task<ApiResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, Prefix + path, null);

    public Task<ApiResponse> PostAsync(string path, string body = "{}") => SendAsync(HttpMethod.Post, Prefix + path, body);

    public Task<ApiResponse> PatchAsync(string path, string body) => SendAsync(HttpMethod.Patch, Prefix + path, body);

    public Task<ApiResponse> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, Prefix + path, null);

    public async Task<ApiResponse> SendAsync(HttpMethod method, string pathAndQuery, string? body)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery);
        if (Key is not null)
        {
            request.Headers.Add("X-Auth-Token", Key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ApiResponse((int)response.StatusCode, text, response.Headers, response.Content.Headers);
    }

    /// <summary>Creates a secret over the API and returns its id; extra fields are added to the body.</summary>
    public async Task<string> CreateSecretAsync(string name, string type = "opaque", JsonObject? more = null)
    {
        var body = new JsonObject { ["project_id"] = Project, ["name"] = name, ["type"] = type };
        foreach ((string field, JsonNode? value) in more ?? [])
        {
            body[field] = value?.DeepClone();
        }

        ApiResponse response = await PostAsync("secrets", body.ToJsonString());
        Assert.Equal(200, response.Status);
        return response.Text("id")!;
    }

    public Task<ApiResponse> CreateVersionAsync(string secretId, string data) => CreateVersionAsync(secretId, Encoding.UTF8.GetBytes(data));

    public Task<ApiResponse> CreateVersionAsync(string secretId, byte[] data, JsonObject? more = null)
    {
        JsonObject body = more ?? [];
        body["data"] = Convert.ToBase64String(data);
        return PostAsync($"secrets/{secretId}/versions", body.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
    }
}
