using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage;

public sealed class FileStorageTests : StorageContractTests
{
    private readonly string _parent = Directory.CreateTempSubdirectory("kloset-storage-").FullName;
    private readonly FileStorage _storage;

    public FileStorageTests() => _storage = new FileStorage(Root);

    protected override IStorage Storage => _storage;

    private string Root => Path.Combine(_parent, "store");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
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
    public async Task Puts_leave_no_temporary_files()
    {
        StorageKey key = NewKey(StorageArea.Lock);
        await _storage.PutAsync(key, new byte[] { 1 }, Cancellation);
        await _storage.PutAsync(key, new byte[] { 2 }, Cancellation);
        Assert.False(await _storage.TryPutNewAsync(key, new byte[] { 3 }, Cancellation));

        Assert.True(File.Exists(PathOf(key)));
        Assert.Empty(Directory.GetFiles(Root, "tmp.*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Relative_path_is_refused() => Assert.Throws<ArgumentException>(() => new FileStorage("store"));

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
    public async Task Name_taken_by_a_folder_is_an_error_that_names_it()
    {
        StorageKey key = NewKey(StorageArea.Lock);
        Directory.CreateDirectory(Path.Combine(PathOf(key), "child"));

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => _storage.PutAsync(key, "x"u8.ToArray(), Cancellation));

        Assert.Contains(PathOf(key), exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Root, "tmp.*"));
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    private string PathOf(StorageKey key) => Path.Combine([Root, .. key.RelativePath.Split('/')]);
}
