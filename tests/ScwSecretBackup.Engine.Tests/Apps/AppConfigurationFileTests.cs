using System.Text;
using ScwSecretBackup.Engine.Apps;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Apps;

public sealed class AppConfigurationFileTests : IDisposable
{
    private const string Project = "11111111-1111-4111-8111-111111111111";
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = PrivateFile | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("apps-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder, "nested", "config.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_registered_is_read_back()
    {
        CloudApp source = Source("prod") with
        {
            ApiUrl = new Uri("https://api.example.org"),
            Credential = new CredentialReference { AccessKeyVariable = "PROD_ACCESS", SecretKeyVariable = "PROD_SECRET" },
            Environment = "production",
            DataClasses = ["critical", "PII"],
            OwnDataset = "22222222-2222-4222-8222-222222222222",
            KeyExpiresAt = new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero),
        };
        var store = new StoreApp
        {
            Name = "vault",
            Location = "s3://s3.fr-par.scw.cloud/bucket",
            Passphrase = new PassphraseReference { Command = "pass show 'the vault' | head -1" },
            Credential = new CredentialReference { AccessKeyVariable = "S3_ACCESS", SecretKeyVariable = "S3_SECRET" },
        };

        await UpdateAsync(before => before with
        {
            Sources = before.Sources.Add("prod", source),
            Destinations = before.Destinations.Add("drill", Source("drill") with { Credential = new CredentialReference { Secret = "Vault/scw" } }),
            Stores = before.Stores.Add("vault", store),
        });

        AppConfiguration read = Open().Read();
        Assert.Equivalent(source, read.Sources["PROD"], strict: true);
        Assert.Equal(store, read.Stores["vault"]);
        Assert.Equal("Vault/scw", read.Destinations["drill"].Credential?.Secret);
    }

    [Fact]
    public void No_file_means_that_nothing_is_registered_and_creates_none()
    {
        Assert.Same(AppConfiguration.Empty, Open().Read());
        Assert.Null(Open().FindWarning());
        Assert.False(Directory.Exists(Path.GetDirectoryName(FilePath)));
    }

    [Fact]
    public async Task File_and_folder_are_for_their_owner_alone_and_wider_rights_are_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        await RegisterAsync("prod");

        Assert.Equal(PrivateFile, new FileInfo(FilePath).UnixFileMode);
        Assert.Equal(PrivateFolder, new FileInfo(Path.GetDirectoryName(FilePath)!).UnixFileMode);
        Assert.Null(Open().FindWarning());

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, PrivateFile | UnixFileMode.GroupRead);
        }

        Assert.Contains("chmod 600", Open().FindWarning(), StringComparison.Ordinal);

        await RegisterAsync("other");
        Assert.Equal(PrivateFile, new FileInfo(FilePath).UnixFileMode);
    }

    [Fact]
    public async Task A_write_that_fails_in_the_middle_leaves_the_old_file_and_nothing_else()
    {
        await RegisterAsync("prod");
        string before = await File.ReadAllTextAsync(FilePath, Cancellation);

        await Assert.ThrowsAsync<IOException>(() => AtomicFile.WriteAsync(FilePath, async (stream, token) =>
        {
            await stream.WriteAsync("{\"version\": 1, \"sour"u8.ToArray(), token);
            throw new IOException("The disk is full.");
        }, Cancellation));

        Assert.Equal(before, await File.ReadAllTextAsync(FilePath, Cancellation));
        Assert.Equal(["config.json", "config.json.lock"], Directory.EnumerateFiles(Path.GetDirectoryName(FilePath)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_that_fails_or_changes_nothing_writes_nothing()
    {
        await RegisterAsync("prod");
        DateTime written = File.GetLastWriteTimeUtc(FilePath);

        await Assert.ThrowsAsync<InvalidOperationException>(() => UpdateAsync(_ => throw new InvalidOperationException()));
        await UpdateAsync(before => before);

        Assert.Equal(written, File.GetLastWriteTimeUtc(FilePath));
        await RegisterAsync("other");
        Assert.Equal(["other", "prod"], Open().Read().Sources.Keys);
    }

    [Fact]
    public async Task A_symbolic_link_stays_and_its_target_is_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege.");
        string target = Path.Combine(_folder, "dotfiles.json");
        await File.WriteAllTextAsync(target, "{\"version\": 1}", Cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.CreateSymbolicLink(FilePath, target);

        await RegisterAsync("prod");

        Assert.Equal(target, new FileInfo(FilePath).LinkTarget);
        Assert.Contains("prod", await File.ReadAllTextAsync(target, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing_and_readers_never_see_a_half()
    {
        string[] names = [.. Enumerable.Range(0, 24).Select(number => $"source-{number}")];
        using var ended = new CancellationTokenSource();
        Task reading = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                Assert.InRange(Open().Read().Sources.Count, 0, names.Length);
            }
        }, Cancellation);

        await Task.WhenAll(names.Select(name => Task.Run(() => RegisterAsync(name), Cancellation)));
        await ended.CancelAsync();
        await reading;

        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), Open().Read().Sources.Keys);
    }

    [Fact]
    public async Task A_writer_waits_for_the_lock_of_another_process_and_can_be_stopped()
    {
        await RegisterAsync("prod");
        await using FileStream other = AtomicFile.OpenPrivate(FilePath + ".lock", FileMode.OpenOrCreate);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        Task<AppConfiguration> waiting = Open().UpdateAsync(before => before with { Sources = before.Sources.Clear() }, stop.Token);
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Single(Open().Read().Sources);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "'version' is missing")]
    [InlineData("""{"version":2}""", "later version")]
    [InlineData("""{"version":0}""", "never existed")]
    [InlineData("""{"version":1,"secrets":{}}""", "'secrets' is not a field")]
    [InlineData("""{"version":1,"sources":[]}""", "'sources' of the file: it is not a JSON object")]
    [InlineData("""{"version":1,"sources":{"prod":{"region":"fr-par"}}}""", "source 'prod': 'projectId' is missing")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"MARK","region":"fr-par"}}}""", "source 'prod': 'projectId' is not a UUID")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"MARK"}}}""", "source 'prod': 'region' is not a region")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","secretKey":"MARK"}}}""", "source 'prod': 'secretKey' is not a field")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","apiUrl":"http://MARK.example.org"}}}""", "source 'prod': 'apiUrl' is not an https address")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","dataClasses":"MARK"}}}""", "source 'prod': 'dataClasses' is not a list")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","keyExpiresAt":"MARK"}}}""", "source 'prod': 'keyExpiresAt' is not a date")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","dataset":"MARK"}}}""", "source 'prod': 'dataset' is not a UUID")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","credential":{"secret":"PROJECT"}}}}""", "looks like a key")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","credential":{"secretKeyVariable":"PROJECT"}}}}""", "not the name of an environment variable")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","credential":{"profile":"a","secret":"b"}}}}""", "must name one of")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","credential":{"accessKeyVariable":"A"}}}}""", "'secretKeyVariable' is missing")]
    [InlineData("""{"version":1,"sources":{"prod":{},"PROD":{}}}""", "source 'prod': 'projectId' is missing")]
    [InlineData("""{"version":1,"sources":{"a/b":{"projectId":"PROJECT","region":"fr-par"}}}""", "source 'a/b': the name must have")]
    [InlineData("""{"version":1,"sources":{"p":{"projectId":"PROJECT","region":"fr-par"},"P":{"projectId":"PROJECT","region":"fr-par"}}}""", "there twice")]
    [InlineData("""{"version":1,"version":1}""", "'version' is there twice")]
    [InlineData("""{"version":1,"sources":{"prod":{"projectId":"PROJECT","region":"fr-par","environment":"\uD800"}}}""", "not valid Unicode")]
    [InlineData("""{"version":1,"stores":{"vault":{"location":"MARK/relative"}}}""", "store 'vault': 'location' is neither an absolute path nor an address")]
    [InlineData("""{"version":1,"stores":{"vault":{"location":"s3://MARK:MARK@host/bucket"}}}""", "must not be registered")]
    [InlineData("""{"version":1,"stores":{"vault":{"location":"/x","passphrase":{"passphrase":"MARK"}}}}""", "'passphrase' of store 'vault': 'passphrase' is not a field")]
    [InlineData("""{"version":1,"stores":{"vault":{"location":"/x","passphrase":{"keyFile":"MARK"}}}}""", "store 'vault': 'keyFile' is not an absolute path")]
    public void A_bad_file_is_refused_by_file_entry_and_field_without_quoting_a_value(string content, string expected)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, content.Replace("PROJECT", Project, StringComparison.Ordinal));

        EngineException error = Assert.Throws<EngineException>(() => Open().Read());

        Assert.Equal(EngineErrorKind.ConfigurationInvalid, error.Kind);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MARK", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Project, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_file_is_never_overwritten()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, """{"version":2,"later":{}}""", Cancellation);

        await Assert.ThrowsAsync<EngineException>(() => RegisterAsync("prod"));

        Assert.Equal("""{"version":2,"later":{}}""", await File.ReadAllTextAsync(FilePath, Cancellation));
    }

    [Fact]
    public void A_huge_file_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllBytes(FilePath, Encoding.ASCII.GetBytes(new string(' ', (1 << 20) + 1)));

        Assert.Contains("1048576 bytes", Assert.Throws<EngineException>(() => Open().Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_without_a_data_set_of_its_own_has_the_one_of_project_and_region()
    {
        CloudApp app = Source("prod");

        Assert.Equal(app.Dataset, (app with { Name = "renamed" }).Dataset);
        Assert.NotEqual(app.Dataset, (app with { Region = "nl-ams" }).Dataset);
        Assert.Equal('5', app.Dataset[14]);
    }

    private static CloudApp Source(string name) => new() { Name = name, ProjectId = Project, Region = "fr-par" };

    private AppConfigurationFile Open() => new(FilePath, TimeProvider.System);

    private Task<AppConfiguration> UpdateAsync(Func<AppConfiguration, AppConfiguration> change) => Open().UpdateAsync(change, Cancellation);

    private Task<AppConfiguration> RegisterAsync(string name) => UpdateAsync(before => before with { Sources = before.Sources.SetItem(name, Source(name)) });
}
