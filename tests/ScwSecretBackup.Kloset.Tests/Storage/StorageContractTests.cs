using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage;

/// <summary>What every storage promises.</summary>
public abstract class StorageContractTests : IAsyncLifetime
{
    protected const int MaxLength = 1000;

    protected abstract IStorage Storage { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => await Storage.InitializeAsync(Cancellation);

    public virtual async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(StorageArea.Config)]
    [InlineData(StorageArea.State)]
    [InlineData(StorageArea.Packfile)]
    [InlineData(StorageArea.Lock)]
    public async Task Content_survives_under_its_name(StorageArea area)
    {
        StorageKey key = area == StorageArea.Config ? StorageKey.Config : NewKey(area);

        Assert.Null(await Storage.GetLengthAsync(key, Cancellation));
        await Storage.PutAsync(key, "first"u8.ToArray(), Cancellation);
        await Storage.PutAsync(key, "second"u8.ToArray(), Cancellation);
        byte[] range = new byte[3];
        await Storage.ReadRangeAsync(key, 2, range, Cancellation);

        Assert.Equal(6, await Storage.GetLengthAsync(key, Cancellation));
        Assert.Equal("second"u8.ToArray(), await Storage.ReadAsync(key, 6, Cancellation));
        Assert.Equal("con"u8.ToArray(), range);
        Assert.Equal([key.Id], await ListAsync(area));

        await Storage.DeleteAsync(key, Cancellation);
        await Storage.DeleteAsync(key, Cancellation);
        Assert.Null(await Storage.GetLengthAsync(key, Cancellation));
        Assert.Empty(await ListAsync(area));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(17 << 20)]
    public async Task Content_of_any_length_survives(int length)
    {
        StorageKey key = NewKey(StorageArea.Packfile);
        byte[] padded = new byte[length + 20];
        new Random(length).NextBytes(padded);
        ReadOnlyMemory<byte> content = padded.AsMemory(7, length);

        await Storage.PutAsync(key, content, Cancellation);

        Assert.Equal(length, await Storage.GetLengthAsync(key, Cancellation));
        byte[] read = await Storage.ReadAsync(key, length, Cancellation);
        Assert.True(content.Span.SequenceEqual(read));
        byte[] last = new byte[Math.Min(length, 5)];
        await Storage.ReadRangeAsync(key, length - last.Length, last, Cancellation);
        Assert.True(content.Span[^last.Length..].SequenceEqual(last));
    }

    [Fact]
    public async Task Put_of_a_new_file_never_replaces()
    {
        StorageKey key = NewKey(StorageArea.Lock);

        Assert.True(await Storage.TryPutNewAsync(key, "first"u8.ToArray(), Cancellation));
        Assert.False(await Storage.TryPutNewAsync(key, "second"u8.ToArray(), Cancellation));
        Assert.Equal("first"u8.ToArray(), await Storage.ReadAsync(key, MaxLength, Cancellation));
    }

    [Fact]
    public async Task One_of_many_racers_puts_the_new_file()
    {
        for (int round = 0; round < 20; round++)
        {
            StorageKey key = NewKey(StorageArea.Lock);

            bool[] won = await Task.WhenAll(Enumerable.Range(0, 16).Select(racer => Storage.TryPutNewAsync(key, new[] { (byte)racer }, Cancellation)));

            Assert.Equal(Array.IndexOf(won, true), (await Storage.ReadAsync(key, 1, Cancellation))[0]);
            Assert.Single(won, true);
        }
    }

    [Fact]
    public async Task Areas_do_not_see_each_other()
    {
        Mac id = Mac.NewRandom();
        StorageArea[] areas = [StorageArea.State, StorageArea.Packfile, StorageArea.Lock];
        foreach (StorageArea area in areas)
        {
            Assert.Empty(await ListAsync(area));
            await Storage.PutAsync(new StorageKey(area, id), new[] { (byte)area }, Cancellation);
        }

        foreach (StorageArea area in areas)
        {
            Assert.Equal([id], await ListAsync(area));
            Assert.Equal([(byte)area], await Storage.ReadAsync(new StorageKey(area, id), 1, Cancellation));
        }
    }

    [Fact]
    public async Task Place_of_a_store_is_not_initialized_again()
    {
        await Storage.PutAsync(StorageKey.Config, new byte[] { 1 }, Cancellation);

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => Storage.InitializeAsync(Cancellation));

        Assert.Equal(StorageFailure.AlreadyExists, exception.Failure);
        Assert.Contains(Storage.Location, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_file_is_named()
    {
        StorageKey key = NewKey(StorageArea.Packfile);

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => Storage.ReadAsync(key, MaxLength, Cancellation));

        Assert.Equal(StorageFailure.NotFound, exception.Failure);
        Assert.Contains(key.Id.ToString(), exception.Message, StringComparison.Ordinal);
        exception = await Assert.ThrowsAsync<KlosetStorageException>(() => Storage.ReadRangeAsync(key, 0, new byte[1], Cancellation));
        Assert.Equal(StorageFailure.NotFound, exception.Failure);
    }

    [Fact]
    public async Task File_longer_than_allowed_is_refused()
    {
        StorageKey key = NewKey(StorageArea.Lock);
        await Storage.PutAsync(key, new byte[MaxLength + 1], Cancellation);

        await Assert.ThrowsAsync<KlosetFormatException>(() => Storage.ReadAsync(key, MaxLength, Cancellation));
    }

    [Fact]
    public async Task Range_beyond_the_end_is_refused()
    {
        StorageKey key = NewKey(StorageArea.Packfile);
        await Storage.PutAsync(key, new byte[10], Cancellation);

        await Storage.ReadRangeAsync(key, 5, new byte[5], Cancellation);
        await Storage.ReadRangeAsync(key, 10, Memory<byte>.Empty, Cancellation);
        foreach (int offset in new[] { 5, 10, 400 })
        {
            KlosetFormatException exception = await Assert.ThrowsAsync<KlosetFormatException>(() => Storage.ReadRangeAsync(key, offset, new byte[6], Cancellation));
            Assert.Contains(key.Id.ToString(), exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cancelled_put_leaves_nothing()
    {
        StorageKey key = NewKey(StorageArea.Packfile);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.PutAsync(key, "x"u8.ToArray(), new CancellationToken(canceled: true)));

        Assert.Null(await Storage.GetLengthAsync(key, Cancellation));
    }

    protected static StorageKey NewKey(StorageArea area) => new(area, Mac.NewRandom());

    protected async Task<List<Mac>> ListAsync(StorageArea area) => await Storage.ListAsync(area, Cancellation).ToListAsync(Cancellation);
}
