using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage;

public sealed class ReadOnlyStorageTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("kloset-readonly-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task Read_only_storage_reads_and_refuses_writes()
    {
        StorageKey key = new(StorageArea.State, Mac.NewRandom());
        await using ReadOnlyStorage readOnly = new(await MakeStoreAsync(key));
        byte[] range = new byte[1];

        Assert.Equal("x"u8.ToArray(), await readOnly.ReadAsync(key, 1, Cancellation));
        await readOnly.ReadRangeAsync(key, 0, range, Cancellation);
        Assert.Equal("x"u8.ToArray(), range);
        Assert.Equal(1, await readOnly.GetLengthAsync(key, Cancellation));
        Assert.Equal([key.Id], await readOnly.ListAsync(StorageArea.State, Cancellation).ToListAsync(Cancellation));
        foreach (Func<Task> write in new Func<Task>[]
        {
            () => readOnly.InitializeAsync(Cancellation),
            () => readOnly.PutAsync(key, new byte[1], Cancellation),
            () => readOnly.TryPutNewAsync(key, new byte[1], Cancellation),
            () => readOnly.DeleteAsync(key, Cancellation),
        })
        {
            KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(write);
            Assert.Equal(StorageFailure.AccessDenied, exception.Failure);
        }
    }

    private async Task<FileStorage> MakeStoreAsync(StorageKey key)
    {
        FileStorage storage = new(Path.Combine(_parent, "store"));
        await storage.InitializeAsync(Cancellation);
        await storage.PutAsync(key, "x"u8.ToArray(), Cancellation);
        return storage;
    }
}
