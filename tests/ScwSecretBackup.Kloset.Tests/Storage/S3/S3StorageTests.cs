using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Storage.S3;
using ScwSecretBackup.Tests.S3;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage.S3;

/// <summary>The contract on a real server, and what only S3 has.</summary>
public sealed class S3StorageTests : StorageContractTests
{
    private S3StorageOptions _options = null!;
    private S3Storage? _storage;

    protected override IStorage Storage => _storage!;

    public override async ValueTask InitializeAsync()
    {
        _options = S3Places.New();
        _storage = new S3Storage(_options);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_storage is not null)
        {
            await base.DisposeAsync();
        }
    }

    [Fact]
    public async Task Keys_are_those_of_plakar()
    {
        using S3Connection connection = new(_options);
        StorageKey state = NewKey(StorageArea.State);
        foreach (StorageKey key in new[] { StorageKey.Config, state, new StorageKey(StorageArea.Packfile, state.Id), new StorageKey(StorageArea.Lock, state.Id) })
        {
            await Storage.PutAsync(key, new byte[] { 1 }, Cancellation);
        }

        var page = await connection.Client.ListObjectsV2Async(new() { BucketName = _options.Address.Bucket }, Cancellation);

        string shard = state.Id.ToString()[..2];
        Assert.Equal(
            ["stores/one/CONFIG", $"stores/one/locks/{state.Id}", $"stores/one/packfiles/{shard}/{state.Id}", $"stores/one/states/{shard}/{state.Id}"],
            page.S3Objects.Select(found => found.Key));
    }

    [Fact]
    public async Task Foreign_keys_are_not_listed()
    {
        using S3Connection connection = new(_options);
        StorageKey key = NewKey(StorageArea.State);
        await Storage.PutAsync(key, new byte[] { 1 }, Cancellation);
        string id = key.Id.ToString();
        foreach (string name in new[] { id, $"{id[..2]}/{id}0", $"{id[..2]}/{id[..63]}", $"{id[..2]}/{id.ToUpperInvariant()}X", $"zz/{id}", $"{id[..2]}/", $"{id[..2]}/{id}/more" })
        {
            await connection.Client.PutObjectAsync(new() { BucketName = _options.Address.Bucket, Key = $"stores/one/states/{name}", ContentBody = "x" }, Cancellation);
        }

        Assert.Equal([key.Id], await ListAsync(StorageArea.State));
    }

    [Fact]
    public async Task Listing_goes_over_all_pages()
    {
        Mac[] ids = [.. Enumerable.Range(0, 1100).Select(_ => Mac.NewRandom())];
        await Parallel.ForEachAsync(ids, Cancellation, async (id, token) => await Storage.PutAsync(new StorageKey(StorageArea.Lock, id), new byte[] { 1 }, token));

        Assert.Equal(ids.Order(), (await ListAsync(StorageArea.Lock)).Order());
    }

    [Theory]
    [InlineData("CONFIG")]
    [InlineData("states/something")]
    [InlineData("locks/something")]
    public async Task Place_that_holds_something_is_refused(string name)
    {
        using S3Connection connection = new(_options);
        Assert.True(await _storage!.IsFreeAsync(Cancellation));
        await connection.Client.PutObjectAsync(new() { BucketName = _options.Address.Bucket, Key = $"stores/one/{name}", ContentBody = "x" }, Cancellation);

        Assert.False(await _storage.IsFreeAsync(Cancellation));
        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => Storage.InitializeAsync(Cancellation));

        Assert.Equal(StorageFailure.AlreadyExists, exception.Failure);
    }

    [Fact]
    public async Task Several_stores_share_a_bucket()
    {
        await Storage.PutAsync(StorageKey.Config, new byte[] { 1 }, Cancellation);
        await using S3Storage other = new(S3Places.At($"s3://{TestS3Server.Authority}/{_options.Address.Bucket}/stores/one2"));

        Assert.True(await other.IsFreeAsync(Cancellation));
        await other.InitializeAsync(Cancellation);
        Assert.Null(await other.GetLengthAsync(StorageKey.Config, Cancellation));
    }

    [Fact]
    public async Task Storage_class_is_for_packfiles()
    {
        await using S3Storage classed = new(_options with { StorageClass = "STANDARD" });
        StorageKey key = NewKey(StorageArea.Packfile);

        await classed.PutAsync(key, new byte[] { 1 }, Cancellation);

        Assert.Equal([1], await Storage.ReadAsync(key, 1, Cancellation));
        Assert.Throws<ArgumentException>(() => _options with { StorageClass = "GLACIER" });
    }

    [Fact]
    public async Task Missing_bucket_is_named()
    {
        await using S3Storage missing = new(S3Places.New());

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => missing.ReadAsync(StorageKey.Config, MaxLength, Cancellation));

        Assert.Equal(StorageFailure.NotFound, exception.Failure);
        Assert.Contains("no bucket", exception.Message, StringComparison.Ordinal);
        Assert.True(await missing.IsFreeAsync(Cancellation));
    }

    [Theory]
    [InlineData(TestS3Server.AccessKey, "wrong", "secret key")]
    [InlineData("unknown", TestS3Server.SecretKey, "access key")]
    public async Task Wrong_key_is_told(string accessKey, string secretKey, string named)
    {
        await using S3Storage denied = new(_options with { Credentials = new S3Credentials(accessKey, secretKey) });

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => denied.IsFreeAsync(Cancellation));

        Assert.Equal(StorageFailure.CredentialsRejected, exception.Failure);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestS3Server.SecretKey, exception.ToString(), StringComparison.Ordinal);
    }
}
