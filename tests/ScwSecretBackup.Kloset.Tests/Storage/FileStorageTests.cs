using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage;

public sealed class FileStorageTests : IAsyncLifetime
{
    private const int MaxLength = 1000;

    private readonly string _parent = Directory.CreateTempSubdirectory("kloset-storage-").FullName;
    private readonly FileStorage _storage;

    public FileStorageTests() => _storage = new FileStorage(Root);

    private string Root => Path.Combine(_parent, "store");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _storage.InitializeAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        Directory.Delete(_parent, recursive: true);
    }

    [Fact]
    public void New_store_has_every_shard_folder()
    {
        foreach (string area in new[] { "packfiles", "states" })
        {
            Assert.Equal(
                Enumerable.Range(0, 256).Select(shard => shard.ToString("x2", null)),
                Directory.GetDirectories(Path.Combine(Root, area)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        Assert.True(Directory.Exists(Path.Combine(Root, "locks")));
    }

    [Fact]
    public async Task Folders_and_files_belong_to_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        StorageKey key = NewKey(StorageArea.Packfile);
        await _storage.PutAsync(key, "content"u8.ToArray(), Cancellation);

        foreach (string folder in Directory.GetDirectories(_parent, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(folder));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(PathOf(key)));
    }

    [Theory]
    [InlineData("CONFIG")]
    [InlineData("note.txt")]
    [InlineData("tmp.txt")]
    [InlineData("states/00/something")]
    [InlineData("locks/something")]
    [InlineData("other/something")]
    public async Task Place_that_holds_something_is_refused(string name)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, [], Cancellation);

        Assert.False(await _storage.IsFreeAsync(Cancellation));
        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => _storage.InitializeAsync(Cancellation));

        Assert.Equal(StorageFailure.AlreadyExists, exception.Failure);
        Assert.Contains(Root, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_of_a_creation_that_was_interrupted_is_free()
    {
        await File.WriteAllBytesAsync(Path.Combine(Root, $"tmp.{Guid.NewGuid():N}"), [1], Cancellation);

        Assert.True(await _storage.IsFreeAsync(Cancellation));
        await _storage.InitializeAsync(Cancellation);
        Assert.True(await _storage.TryPutNewAsync(StorageKey.Config, new byte[] { 1 }, Cancellation));
        Assert.False(await _storage.IsFreeAsync(Cancellation));
    }

    [Fact]
    public async Task Empty_folder_is_a_place_for_a_store()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_parent, "empty")).FullName;
        FileStorage storage = new(empty);

        await storage.InitializeAsync(Cancellation);

        Assert.Equal(3, Directory.GetDirectories(empty).Length);
    }

    [Fact]
    public async Task File_is_no_place_for_a_store()
    {
        string file = Path.Combine(_parent, "file");
        await File.WriteAllTextAsync(file, "x", Cancellation);

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => new FileStorage(file).InitializeAsync(Cancellation));

        Assert.Equal(StorageFailure.AlreadyExists, exception.Failure);
    }

    [Fact]
    public void Relative_path_is_refused() => Assert.Throws<ArgumentException>(() => new FileStorage("store"));

    [Theory]
    [InlineData(StorageArea.Config)]
    [InlineData(StorageArea.State)]
    [InlineData(StorageArea.Packfile)]
    [InlineData(StorageArea.Lock)]
    public async Task Content_survives_under_its_name(StorageArea area)
    {
        StorageKey key = area == StorageArea.Config ? StorageKey.Config : NewKey(area);

        Assert.Null(await _storage.GetLengthAsync(key, Cancellation));
        await _storage.PutAsync(key, "first"u8.ToArray(), Cancellation);
        await _storage.PutAsync(key, "second"u8.ToArray(), Cancellation);
        byte[] range = new byte[3];
        await _storage.ReadRangeAsync(key, 2, range, Cancellation);

        Assert.Equal(6, await _storage.GetLengthAsync(key, Cancellation));
        Assert.Equal("second"u8.ToArray(), await _storage.ReadAsync(key, 6, Cancellation));
        Assert.Equal("con"u8.ToArray(), range);
        Assert.Equal([key.Id], await ListAsync(area));
        Assert.True(File.Exists(PathOf(key)));
        Assert.Empty(Directory.GetFiles(Root, "tmp.*", SearchOption.AllDirectories));

        await _storage.DeleteAsync(key, Cancellation);
        await _storage.DeleteAsync(key, Cancellation);
        Assert.Null(await _storage.GetLengthAsync(key, Cancellation));
        Assert.Empty(await ListAsync(area));
    }

    [Fact]
    public async Task Put_of_a_new_file_never_replaces()
    {
        StorageKey key = NewKey(StorageArea.Lock);

        Assert.True(await _storage.TryPutNewAsync(key, "first"u8.ToArray(), Cancellation));
        Assert.False(await _storage.TryPutNewAsync(key, "second"u8.ToArray(), Cancellation));
        Assert.Equal("first"u8.ToArray(), await _storage.ReadAsync(key, MaxLength, Cancellation));
        Assert.Empty(Directory.GetFiles(Root, "tmp.*"));
    }

    [Fact]
    public async Task One_of_many_racers_puts_the_new_file()
    {
        for (int round = 0; round < 20; round++)
        {
            StorageKey key = NewKey(StorageArea.Lock);

            bool[] won = await Task.WhenAll(Enumerable.Range(0, 16).Select(racer => _storage.TryPutNewAsync(key, new[] { (byte)racer }, Cancellation)));

            Assert.Equal(Array.IndexOf(won, true), (await _storage.ReadAsync(key, 1, Cancellation))[0]);
            Assert.Single(won, true);
        }
    }

    [Fact]
    public async Task Foreign_names_are_not_listed()
    {
        StorageKey key = NewKey(StorageArea.State);
        await _storage.PutAsync(key, "x"u8.ToArray(), Cancellation);
        string shard = Path.GetDirectoryName(PathOf(key))!;
        string otherShard = Path.Combine(Root, "states", $"{(byte)(key.Id.Shard + 1):x2}");
        await File.WriteAllTextAsync(Path.Combine(shard, key.Id.ToString()[..63]), "short", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(shard, key.Id + "0"), "long", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(shard, "zz" + key.Id.ToString()[2..]), "no hex", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(shard, $"{key.Id.Shard:x2}" + new string('A', 62)), "upper case", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(otherShard, key.Id.ToString()), "other shard", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Root, "states", key.Id.ToString()), "no shard", Cancellation);
        Directory.CreateDirectory(Path.Combine(shard, $"{key.Id.Shard:x2}" + new string('0', 62)));
        Directory.CreateDirectory(Path.Combine(Root, "states", "more"));

        Assert.Equal([key.Id], await ListAsync(StorageArea.State));
    }

    [Fact]
    public async Task Links_are_not_followed_by_the_listing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        StorageKey key = NewKey(StorageArea.Lock);
        string outside = Path.Combine(_parent, "outside");
        await File.WriteAllTextAsync(outside, "x", Cancellation);
        File.CreateSymbolicLink(PathOf(key), outside);

        Assert.Empty(await ListAsync(StorageArea.Lock));
    }

    [Fact]
    public async Task Folders_that_were_dropped_are_read_as_empty_and_recreated_by_writes()
    {
        foreach (string folder in Directory.GetDirectories(Root))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (StorageArea area in new[] { StorageArea.State, StorageArea.Packfile, StorageArea.Lock })
        {
            StorageKey key = NewKey(area);
            Assert.Empty(await ListAsync(area));
            Assert.Null(await _storage.GetLengthAsync(key, Cancellation));
            await _storage.DeleteAsync(key, Cancellation);

            await _storage.PutAsync(key, "x"u8.ToArray(), Cancellation);

            Assert.Equal([key.Id], await ListAsync(area));
        }
    }

    [Fact]
    public async Task Writes_do_not_create_a_store_where_none_is()
    {
        FileStorage missing = new(Path.Combine(_parent, "missing"));

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(
            () => missing.PutAsync(NewKey(StorageArea.Packfile), "x"u8.ToArray(), Cancellation));

        Assert.Equal(StorageFailure.NotFound, exception.Failure);
        Assert.False(Directory.Exists(missing.Location));
    }

    [Fact]
    public async Task Missing_file_is_named()
    {
        StorageKey key = NewKey(StorageArea.Packfile);

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => _storage.ReadAsync(key, MaxLength, Cancellation));

        Assert.Equal(StorageFailure.NotFound, exception.Failure);
        Assert.Contains(PathOf(key), exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<KlosetStorageException>(() => _storage.ReadRangeAsync(key, 0, new byte[1], Cancellation));
    }

    [Fact]
    public async Task File_longer_than_allowed_is_refused()
    {
        StorageKey key = NewKey(StorageArea.Lock);
        await _storage.PutAsync(key, new byte[MaxLength + 1], Cancellation);

        await Assert.ThrowsAsync<KlosetFormatException>(() => _storage.ReadAsync(key, MaxLength, Cancellation));
    }

    [Fact]
    public async Task Range_beyond_the_end_is_refused()
    {
        StorageKey key = NewKey(StorageArea.Packfile);
        await _storage.PutAsync(key, new byte[10], Cancellation);

        await _storage.ReadRangeAsync(key, 5, new byte[5], Cancellation);
        await _storage.ReadRangeAsync(key, 10, Memory<byte>.Empty, Cancellation);
        KlosetFormatException exception = await Assert.ThrowsAsync<KlosetFormatException>(() => _storage.ReadRangeAsync(key, 5, new byte[6], Cancellation));
        Assert.Contains(PathOf(key), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_taken_by_a_folder_is_an_error_that_names_it()
    {
        StorageKey key = NewKey(StorageArea.Lock);
        Directory.CreateDirectory(Path.Combine(PathOf(key), "child"));

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => _storage.PutAsync(key, "x"u8.ToArray(), Cancellation));

        Assert.Contains(PathOf(key), exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Root, "tmp.*"));
    }

    [Fact]
    public async Task Cancelled_put_leaves_nothing()
    {
        StorageKey key = NewKey(StorageArea.Packfile);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _storage.PutAsync(key, "x"u8.ToArray(), new CancellationToken(canceled: true)));

        Assert.Null(await _storage.GetLengthAsync(key, Cancellation));
    }

    private static StorageKey NewKey(StorageArea area) => new(area, Mac.NewRandom());

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    private string PathOf(StorageKey key) => Path.Combine([Root, .. key.RelativePath.Split('/')]);

    private async Task<List<Mac>> ListAsync(StorageArea area) => await _storage.ListAsync(area, Cancellation).ToListAsync(Cancellation);
}
