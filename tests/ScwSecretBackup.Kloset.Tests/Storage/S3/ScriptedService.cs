using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ScwSecretBackup.Kloset.Storage.S3;

namespace ScwSecretBackup.Kloset.Tests.Storage.S3;

/// <summary>Answers requests in the order of a script: for what a real server can't be made to do.</summary>
internal sealed class ScriptedService(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<HttpRequestMessage, HttpResponseMessage>> _answers = new(answers);

    /// <summary>Method, key and condition of every request.</summary>
    public List<string> Requests { get; } = [];

    public static Func<HttpRequestMessage, HttpResponseMessage> Error(HttpStatusCode status, string code) => request => new HttpResponseMessage(status)
    {
        RequestMessage = request,
        Content = new StringContent(
            request.Method == HttpMethod.Head || code.Length == 0 ? "" : $"<Error><Code>{code}</Code><Message>The service says why.</Message><RequestId>1</RequestId></Error>", Encoding.UTF8, "application/xml"),
    };

    public static Func<HttpRequestMessage, HttpResponseMessage> Ok(string body = "", params (string Name, string Value)[] headers) => request =>
    {
        HttpResponseMessage answer = new(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        foreach ((string name, string value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    };

    /// <summary>A storage whose service this is.</summary>
    public S3Storage NewStorage(int retries = 0) => new(new S3StorageOptions
    {
        Address = S3Address.Parse("s3://s3.fr-par.scw.cloud/my-bucket/store"),
        Credentials = new S3Credentials("key", "secret"),
        CreateHandler = () => this,
        MaxRetries = retries,
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string condition = request.Headers.TryGetValues("If-None-Match", out IEnumerable<string>? values) ? $" if none {values.Single()}" : "";
        Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}{condition}");
        return _answers.TryDequeue(out Func<HttpRequestMessage, HttpResponseMessage>? answer)
            ? Task.FromResult(answer(request))
            : throw new InvalidOperationException($"The script has no answer to {Requests[^1]}.");
    }
}
