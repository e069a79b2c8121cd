using System.Text;
using System.Text.Json;
using CsCheck;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.SecretManager.Wire;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

public sealed class ValueTests
{
    /// <summary>The service's limit for one value.</summary>
    private const int LargestValue = 64 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_value_up_to_the_limit_is_read_as_it_was_stored() => Gen.Byte.Array[0, LargestValue].Sample(
        bytes =>
        {
            using var value = Parse($$"""{"secret_id":"{{TestClient.SecretId}}","revision":1,"data":"{{Convert.ToBase64String(bytes)}}","data_crc32":null}""");
            return value.Data.Span.SequenceEqual(bytes);
        },
        iter: 300);

    [Fact]
    public Task Any_value_up_to_the_limit_is_written_as_base64_in_valid_json() => Gen.Byte.Array[0, LargestValue].SampleAsync(
        async bytes =>
        {
            using var content = new CreateVersionContent(new CreateVersionRequest(bytes) { Description = "\"quoted\" é\n", DataCrc32 = uint.MaxValue });
            var json = await ReadAsync(content);
            return json.GetProperty("data").GetBytesFromBase64().AsSpan().SequenceEqual(bytes)
                && json.GetProperty("description").GetString() == "\"quoted\" é\n"
                && json.GetProperty("data_crc32").GetUInt32() == uint.MaxValue
                && !json.TryGetProperty("disable_previous", out _);
        },
        iter: 300);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(LargestValue - 1)]
    [InlineData(LargestValue)]
    [InlineData(3 * LargestValue)]
    public async Task A_value_survives_the_way_over_http_in_both_directions(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        await using var server = new ScriptedServer((request, _) => ScriptedAnswer.Json(
            request.Method == "POST"
                ? TestClient.VersionJson
                : $$"""{"secret_id":"{{TestClient.SecretId}}","revision":1,"data":"{{Convert.ToBase64String(bytes)}}","data_crc32":4294967295,"type":"opaque"}"""));
        using var client = TestClient.Create(server);

        await client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(bytes), Token);
        using var value = await client.AccessVersionAsync(TestClient.SecretId, 1, Token);

        Assert.Equal(bytes, server.Requests[0].Json.GetProperty("data").GetBytesFromBase64());
        Assert.Equal("application/json", server.Requests[0].Headers["Content-Type"]);
        Assert.Equal(bytes, value.Data.ToArray());
        Assert.Equal(uint.MaxValue, value.DataCrc32);
    }

    [Theory]
    [InlineData("{\"data\":\"\\/\\/\\u0038=\"}")]
    [InlineData("{ \"data\" : \"//8=\" , \"unknown\" : { \"data\" : [ \"x\" ] } }")]
    [InlineData("{\"revision\":\"1\",\"secret_id\":null,\"data\":\"//8=\",\"data_crc32\":null}")]
    public void Other_spellings_of_the_same_json_give_the_same_value(string json)
    {
        using var value = Parse(json);

        Assert.Equal([0xff, 0xff], value.Data.ToArray());
        Assert.Null(value.DataCrc32);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"data\":null}")]
    [InlineData("{\"data\":\"====\"}")]
    [InlineData("{\"data\":\"QUJ\"}")]
    [InlineData("{\"data\":\"QUJD\"")]
    [InlineData("{\"data\":\"QUJD\"}x")]
    [InlineData("{\"data\":\"QUJD\",\"data\":\"QUJD\"}")]
    [InlineData("{\"data\":\"\\ud800\"}")]
    [InlineData("{\"data\":\"QUJD\",\"revision\":2}")]
    [InlineData("{\"data\":\"QUJD\",\"revision\":1.5}")]
    [InlineData("{\"data\":\"QUJD\",\"secret_id\":\"11111111-1111-1111-1111-111111111111\"}")]
    [InlineData("{\"data\":\"QUJD\",\"data_crc32\":4294967296}")]
    [InlineData("{\"data\":\"QUJD\",\"data_crc32\":-1}")]
    [InlineData("{\"data\":\"QUJD\",\"data_crc32\":\"x\"}")]
    public void An_answer_that_is_not_the_value_asked_for_is_unreadable(string json) =>
        Assert.Throws<UnreadableAnswerException>(() => Parse(json));

    [Fact]
    public async Task A_disposed_request_body_gives_no_bytes()
    {
        var content = new CreateVersionContent(new CreateVersionRequest("secret"u8.ToArray()));
        content.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReadAsync(content));
    }

    [Fact]
    public async Task An_answer_larger_than_any_value_is_refused_without_another_try()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json($$"""{"data":"{{new string('A', 2 << 20)}}"}"""));
        using var client = TestClient.Create(server);

        var exception = await Assert.ThrowsAsync<ScalewayConnectionException>(() => client.AccessVersionAsync(TestClient.SecretId, 1, Token));

        Assert.Equal(ConnectionFailure.TooLarge, exception.Failure);
        Assert.Single(server.Requests);
    }

    private static SecretValue Parse(string json) => AccessAnswer.Parse(Encoding.UTF8.GetBytes(json), TestClient.SecretId, 1);

    private static async Task<JsonElement> ReadAsync(CreateVersionContent content) => JsonElement.Parse(await content.ReadAsByteArrayAsync(Token));
}
