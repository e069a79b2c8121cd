using System.Net;
using System.Net.Sockets;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Storage.S3;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage.S3;

/// <summary>What a service or the way to it can do wrong.</summary>
public sealed class S3FailureTests
{
    private static readonly StorageKey Key = new(StorageArea.State, Mac.NewRandom());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404, "NoSuchBucket", StorageFailure.NotFound, "my-bucket")]
    [InlineData(404, "NoSuchKey", StorageFailure.NotFound, "no such object")]
    [InlineData(403, "AccessDenied", StorageFailure.AccessDenied, "list the bucket")]
    [InlineData(403, "", StorageFailure.AccessDenied, "list the bucket")]
    [InlineData(403, "SignatureDoesNotMatch", StorageFailure.CredentialsRejected, "secret key")]
    [InlineData(403, "InvalidAccessKeyId", StorageFailure.CredentialsRejected, "access key")]
    [InlineData(400, "ExpiredToken", StorageFailure.CredentialsRejected, "expired")]
    [InlineData(403, "RequestTimeTooSkewed", StorageFailure.ClockSkew, "clock")]
    [InlineData(301, "PermanentRedirect", StorageFailure.WrongRegion, "region")]
    [InlineData(400, "AuthorizationHeaderMalformed", StorageFailure.WrongRegion, "region")]
    [InlineData(403, "InvalidObjectState", StorageFailure.Archived, "archive")]
    [InlineData(403, "QuotaExceeded", StorageFailure.NoSpace, "quota")]
    [InlineData(503, "SlowDown", StorageFailure.Busy, "slow down")]
    [InlineData(500, "InternalError", StorageFailure.Unreachable, "says why")]
    [InlineData(418, "Teapot", StorageFailure.Other, "Teapot")]
    public async Task Every_refusal_says_what_to_do(int status, string code, StorageFailure failure, string hint)
    {
        ScriptedService service = new(ScriptedService.Error((HttpStatusCode)status, code));
        await using S3Storage storage = service.NewStorage();

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => storage.ReadAsync(Key, 100, Cancel));

        Assert.Equal(failure, exception.Failure);
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"s3://s3.fr-par.scw.cloud/my-bucket/store/{Key}", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.InnerException);
    }

    [Fact]
    public async Task A_service_that_is_busy_for_a_moment_is_asked_again()
    {
        ScriptedService service = new(ScriptedService.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"), ScriptedService.Ok());
        await using S3Storage storage = service.NewStorage(retries: 2);

        await storage.PutAsync(Key, new byte[] { 1, 2 }, Cancel);

        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_bucket_in_the_path_and_a_key_of_plakar_are_asked_for()
    {
        ScriptedService service = new(ScriptedService.Ok());
        await using S3Storage storage = service.NewStorage();

        await storage.PutAsync(Key, new byte[] { 1, 2 }, Cancel);

        Assert.Equal($"PUT /my-bucket/store/{Key}", Assert.Single(service.Requests));
    }

    [Fact]
    public async Task A_server_without_conditions_is_looked_at_first_and_then_written()
    {
        ScriptedService service = new(
            ScriptedService.Error(HttpStatusCode.NotFound, ""),
            ScriptedService.Error(HttpStatusCode.NotImplemented, "NotImplemented"),
            ScriptedService.Ok(),
            ScriptedService.Ok("", ("x-amz-meta-put-id", "another writer's")));
        await using S3Storage storage = service.NewStorage();

        Assert.False(await storage.TryPutNewAsync(StorageKey.Config, new byte[] { 1 }, Cancel));

        const string Path = "/my-bucket/store/CONFIG";
        Assert.Equal([$"HEAD {Path}", $"PUT {Path} if none *", $"PUT {Path}", $"HEAD {Path}"], service.Requests);
    }

    [Fact]
    public async Task A_put_whose_answer_got_lost_is_known_as_ones_own()
    {
        string mark = "";
        ScriptedService service = new(
            ScriptedService.Error(HttpStatusCode.NotFound, ""),
            request =>
            {
                mark = request.Headers.GetValues("x-amz-meta-put-id").Single();
                throw new HttpRequestException("the answer got lost");
            },
            ScriptedService.Error(HttpStatusCode.PreconditionFailed, "PreconditionFailed"),
            request => ScriptedService.Ok("", ("x-amz-meta-put-id", mark))(request));
        await using S3Storage storage = service.NewStorage(retries: 2);

        Assert.True(await storage.TryPutNewAsync(StorageKey.Config, new byte[] { 1 }, Cancel));
    }

    [Theory]
    [InlineData("<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>", "does not come to an end")]
    [InlineData("<IsTruncated>true</IsTruncated>", "does not come to an end")]
    [InlineData("<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken><Contents><Key>store/states/00</Key></Contents>", "out of order")]
    public async Task A_listing_that_goes_in_circles_is_an_error(string page, string hint)
    {
        Func<HttpRequestMessage, HttpResponseMessage> answer = ScriptedService.Ok($"<ListBucketResult>{page}</ListBucketResult>");
        await using S3Storage storage = new ScriptedService(answer, answer, answer).NewStorage();

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(async () => await storage.ListAsync(StorageArea.State, Cancel).ToListAsync(Cancel));

        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_ignores_ranges_is_no_place_for_a_store()
    {
        await using S3Storage storage = new ScriptedService(ScriptedService.Ok("0123456789")).NewStorage();

        await Assert.ThrowsAsync<KlosetStorageException>(() => storage.ReadRangeAsync(Key, 2, new byte[3], Cancel));
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_named()
    {
        KlosetStorageException exception = await ReadFromAsync("s3://no-such-host.invalid/my-bucket");

        Assert.Equal(StorageFailure.Unreachable, exception.Failure);
        Assert.Contains("no-such-host.invalid", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nothing_answers_is_named()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string authority = listener.LocalEndpoint.ToString()!;
        listener.Stop();

        KlosetStorageException exception = await ReadFromAsync($"s3://{authority}/my-bucket");

        Assert.Equal(StorageFailure.Unreachable, exception.Failure);
        Assert.Contains($"nothing answers at {authority}", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<KlosetStorageException> ReadFromAsync(string address)
    {
        await using S3Storage storage = new(S3Places.At(address) with { MaxRetries = 0 });
        return await Assert.ThrowsAsync<KlosetStorageException>(() => storage.ReadAsync(Key, 100, Cancel));
    }
}
