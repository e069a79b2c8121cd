using System.Text;
using System.Text.Json.Nodes;
using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class PayloadTests
{
    private const string Database = """{"engine":"ENGINE","username":"u","password":"p","host":"h","dbname":"d","port":"PORT"}""";
    private const string Pem = "-----BEGIN CERTIFICATE-----\nAAECAwQF\nBgcICQ==\n-----END CERTIFICATE-----\n";

    [Theory]
    [InlineData("opaque", "anything")]
    [InlineData("key_value", """{ "b" : "1",  "a":"\u0041" }""")]
    [InlineData("key_value", "{}")]
    [InlineData("basic_credentials", """{"username":"u","password":"p","more":{}}""")]
    [InlineData("database_credentials", """{"engine":"mysql","username":"u","password":"p","host":"h","dbname":"d","port":"65535"}""")]
    [InlineData("ssh_key", """{"ssh_private_key":"k"}""")]
    [InlineData("certificate", Pem + Pem)]
    [InlineData("certificate", "-----BEGIN KEY-----\r\nProc-Type: 4,ENCRYPTED\r\n\r\nAAEC\r\n-----END KEY-----")]
    public async Task Valid_payload_comes_back_byte_for_byte(string type, string payload)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name", type);

        Assert.Equal(200, (await session.CreateVersionAsync(id, payload)).Status);
        ApiResponse read = await session.GetAsync($"secrets/{id}/versions/1/access");
        Assert.Equal(payload, Encoding.UTF8.GetString(Convert.FromBase64String(read.Text("data")!)));
        Assert.Equal(type, read.Text("type"));
    }

    [Theory]
    [InlineData("key_value", """{"key": "value", "invalid": {}}""", "- invalid: Invalid type. Expected: string, given: object\n")]
    [InlineData("key_value", """{"a":1,"b":1.5,"c":true,"d":null,"e":[]}""", "- a: Invalid type. Expected: string, given: integer\n- b: Invalid type. Expected: string, given: number\n- c: Invalid type. Expected: string, given: boolean\n- d: Invalid type. Expected: string, given: null\n- e: Invalid type. Expected: string, given: array\n")]
    [InlineData("key_value", "[]", "- (root): Invalid type. Expected: object, given: array\n")]
    [InlineData("key_value", "{", "Invalid json")]
    [InlineData("key_value", "{\"a\":\"b\",}", "Invalid json")]
    [InlineData("key_value", "{\"\\ud800\":1}", "Invalid json")]
    [InlineData("basic_credentials", """{"username":"u"}""", "- (root): password is required\n")]
    [InlineData("basic_credentials", """{"username":"u","password":7}""", "- password: Invalid type. Expected: string, given: integer\n")]
    [InlineData("ssh_key", "{}", "- (root): ssh_private_key is required\n")]
    [InlineData("ssh_key", "-----BEGIN", "Invalid json")]
    [InlineData("certificate", "no pem", "Invalid pem")]
    [InlineData("certificate", "-----BEGIN CERTIFICATE-----\n???\n-----END CERTIFICATE-----", "Invalid pem")]
    public async Task Invalid_payload_is_refused_in_the_words_of_the_validator(string type, string payload, string message)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name", type);

        ApiResponse response = await session.CreateVersionAsync(id, payload);

        Assert.Equal(400, response.Status);
        JsonNode expected = new JsonObject
        {
            ["details"] = new JsonArray(new JsonObject { ["argument_name"] = "data", ["help_message"] = message, ["reason"] = "format" }),
            ["message"] = "invalid argument(s)",
            ["type"] = "invalid_arguments",
        };
        Assert.Equal(expected.ToJsonString(), response.Json.ToJsonString());
        Assert.Equal(0, (int)(await session.GetAsync($"secrets/{id}")).Json["version_count"]!);
    }

    [Theory]
    [InlineData("oracle", "1")]
    [InlineData("other", "65536")]
    [InlineData("other", "-1")]
    [InlineData("other", " 1")]
    [InlineData("other", "")]
    public async Task Database_engine_and_port_have_few_values(string engine, string port)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name", "database_credentials");
        string payload = Database.Replace("ENGINE", engine, StringComparison.Ordinal).Replace("PORT", port, StringComparison.Ordinal);
        Assert.Equal(400, (await session.CreateVersionAsync(id, payload)).Status);
    }

    [Theory]
    [InlineData(65536, 200)]
    [InlineData(65537, 400)]
    public async Task Payload_has_64_KiB_at_most(int length, int status)
    {
        await using ApiSession session = await ApiSession.StartAsync();
        string id = await session.CreateSecretAsync("name");
        Assert.Equal(status, (await session.CreateVersionAsync(id, new byte[length])).Status);
    }
}
