using System.Text;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

/// <summary>Neither a value nor a key ever comes out in a text.</summary>
public sealed class ValueSecrecyTests
{
    private const string Canary = "canary-hunter2-canary";

    public static TheoryData<int, string> EchoingBodies => new()
    {
        { 400, $$"""{"details":[{"argument_name":"data","help_message":"- {{Canary}}: Invalid type","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""" },
        { 400, $$"""{"details":[{"argument_name":"","help_message":"{{Canary}}","reason":"format"}],"message":"{{Canary}}","type":"invalid_arguments"}""" },
        { 400, $$"""{"details":[{"argument_name":"{{Canary}}","help_message":"{{Canary}}","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""" },
        { 412, $$"""{"help_message":"{{Canary}}","message":"{{Canary}}","precondition":"{{Canary}}","type":"precondition_failed"}""" },
        { 500, $$"""{"message":"could not store {{Canary}}"}""" },
        { 500, $"could not store {Canary}" },
        { 400, $"<html>{Canary}</html>" },
        { 400, $$"""{"message":"x","type":"a {{Canary}}","resource":"b {{Canary}}","resource_id":"c {{Canary}}"}""" },
        { 412, $$"""{"help_message":"{{Canary}}","message":"precondition is not respected","precondition":"","type":"precondition_failed"}""" },
        { 200, $"\"{Canary}\"" },
        { 200, $$"""{"data":"{{Canary}}"}""" },
        { 200, $$"""{"secret_id":"{{Canary}}","revision":"{{Canary}}"}""" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(EchoingBodies))]
    public async Task An_answer_that_quotes_the_value_does_not_reach_an_error_of_a_write(int status, string body)
    {
        var exception = await FailAsync(
            ScriptedAnswer.Json(body, status),
            client => client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(Encoding.UTF8.GetBytes(Canary)), Token));

        Assert.DoesNotContain(Canary, Render(exception), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EchoingBodies))]
    public async Task An_answer_that_quotes_the_value_does_not_reach_an_error_of_a_read(int status, string body)
    {
        var exception = await FailAsync(ScriptedAnswer.Json(body, status), client => client.AccessVersionAsync(TestClient.SecretId, 1, Token));

        Assert.DoesNotContain(Canary, Render(exception), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_payload_is_explained_in_words_of_our_own()
    {
        var body = """{"details":[{"argument_name":"data","help_message":"- invalid: Invalid type. Expected: string, given: object\n","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""";

        var exception = await FailAsync(
            ScriptedAnswer.Json(body, 400), client => client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[1]), Token));

        Assert.Contains("argument 'data' (format): the payload does not fit the secret's type", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsOutcomeUnclear);
    }

    [Fact]
    public async Task The_secret_key_is_in_no_text_of_a_failure()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Failing(AnswerFault.Reset));
        var calls = new List<ApiCall>();
        using var client = TestClient.Create(server, options: new SecretManagerClientOptions { MaxRetries = 1, OnCall = calls.Add });

        var exception = await Assert.ThrowsAsync<ScalewayConnectionException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(TestClient.SecretKeyText, server.Requests[0].Headers["X-Auth-Token"]);
        Assert.DoesNotContain(TestClient.SecretKeyText, Render(exception) + string.Concat(calls), StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_with_keys_or_values_print_neither()
    {
        var settings = TestClient.Settings(new Uri("https://api.scaleway.com"));
        var overrides = new ScalewayOverrides { SecretKey = new SecretKey(TestClient.SecretKeyText) };
        var request = new CreateVersionRequest(Encoding.UTF8.GetBytes(Canary));

        var text = $"{settings} {settings.SecretKey} {overrides} {request}";

        Assert.DoesNotContain(TestClient.SecretKeyText, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.Contains("********", text, StringComparison.Ordinal);
    }

    private static async Task<ScalewayException> FailAsync(ScriptedAnswer answer, Func<SecretManagerClient, Task> call)
    {
        await using var server = ScriptedServer.Answering(answer);
        using var client = TestClient.Create(server, options: new SecretManagerClientOptions { MaxRetries = 0 });
        return await Assert.ThrowsAnyAsync<ScalewayException>(() => call(client));
    }

    /// <summary>Everything a log could print of an error.</summary>
    private static string Render(ScalewayException exception)
    {
        var text = new StringBuilder().Append(exception).Append(exception.Request);
        if (exception is ScalewayApiException refusal)
        {
            text.Append(refusal.ErrorType).Append(refusal.Resource).Append(refusal.ResourceId).AppendJoin(' ', refusal.Details);
        }

        foreach (var key in exception.Data.Keys)
        {
            text.Append(key).Append(exception.Data[key]);
        }

        return text.ToString();
    }
}
