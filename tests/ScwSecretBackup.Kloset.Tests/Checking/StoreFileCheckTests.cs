using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Checking;

/// <summary>What the checker says of CONFIG, locks, states and packfiles.</summary>
public sealed class StoreFileCheckTests : IAsyncLifetime
{
    private readonly MemoryStorage _storage = new();
    private KlosetStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StorageKey Packfile => _storage.Files.Keys.Single(key => key.Area == StorageArea.Packfile);

    public async ValueTask InitializeAsync()
    {
        _store = await TestStores.CreateAsync(_storage);
        await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/a"] = [1] });
    }

    public async ValueTask DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_packfile_that_is_missing_is_an_error()
    {
        StorageKey packfile = Packfile;
        _storage.Files.Remove(packfile);

        await AssertFoundAsync(FindingSeverity.Error, packfile.RelativePath, "is missing");
    }

    [Fact]
    public async Task A_coloured_packfile_that_is_missing_is_a_warning_on_its_own()
    {
        StorageKey packfile = Packfile;
        _storage.Files.Remove(packfile);
        await MaintenanceStates.ColourAllPackfilesAsync(_store, Cancel);

        await AssertFoundAsync(FindingSeverity.Warning, packfile.RelativePath, "marked for deletion and is gone");
    }

    [Fact]
    public async Task A_snapshot_in_coloured_packfiles_is_a_warning()
    {
        await MaintenanceStates.ColourAllPackfilesAsync(_store, Cancel);

        await AssertFoundAsync(FindingSeverity.Warning, "snapshot", "only in packfiles that are marked for deletion");
    }

    [Theory]
    [InlineData(6, FindingSeverity.Information)]
    [InlineData(8, FindingSeverity.Warning)]
    public async Task A_packfile_that_no_state_introduces_is_normal_for_seven_days(int days, FindingSeverity severity)
    {
        Mac name = await PutPackfileAsync(new FixedTimeProvider(DateTimeOffset.UtcNow.AddDays(-days)));

        StoreFinding finding = Assert.Single(await TestStores.CheckAsync(_store));

        Assert.Equal((severity, new StorageKey(StorageArea.Packfile, name).RelativePath), (finding.Severity, finding.Target));
    }

    [Fact]
    public async Task Locations_in_a_packfile_that_is_there_but_not_introduced_are_a_warning()
    {
        Mac name = await PutPackfileAsync();
        await PutStateAsync(new LocationRecord(ResourceType.Chunk, KlosetVersion.V1_0_0, _store.Codec.Mac.Compute([5]), name, 0, 1, 0));

        await AssertFoundAsync(FindingSeverity.Warning, name.ToString(), "1 locations name the packfile");
    }

    [Fact]
    public async Task Content_that_only_a_packfile_without_a_state_has_is_missing_from_its_snapshot()
    {
        StorageKey state = _storage.Files.Keys.Single(key => key.Area == StorageArea.State);
        await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/a"] = [1], ["/b"] = [2] });
        _storage.Files.Remove(state);
        await using KlosetStore reopened = await TestStores.OpenAsync(_storage);

        IReadOnlyList<StoreFinding> findings = await TestStores.CheckAsync(reopened);

        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Snapshot is not null);
    }

    [Fact]
    public async Task States_that_contradict_each_other_are_a_warning()
    {
        (BlobKey key, BlobLocation location) = _store.Index.Locations()[0];
        await PutStateAsync(new LocationRecord(key.Type, location.Version, key.Id, location.Packfile, location.Offset + 1, location.Length, 0));

        await AssertFoundAsync(FindingSeverity.Warning, "states/", "another state says otherwise");
    }

    [Fact]
    public async Task States_whose_parents_form_a_cycle_are_an_error()
    {
        (Mac first, Mac second) = (Mac.NewRandom(), Mac.NewRandom());
        foreach ((Mac id, Mac parent) in new[] { (first, second), (second, first) })
        {
            _storage.Files[new StorageKey(StorageArea.State, id)] = StateFile.Seal(new StateDelta(parent, [], new StateMetadata(KlosetVersion.V1_1_0, 1, Guid.Empty)), _store.Codec);
        }

        await AssertFoundAsync(FindingSeverity.Error, first.ToString(), "form a cycle");
        await AssertFoundAsync(FindingSeverity.Error, second.ToString(), "form a cycle");
    }

    [Fact]
    public async Task A_damaged_packfile_that_no_state_introduces_is_an_error()
    {
        Mac name = await PutPackfileAsync();
        _storage.Files[new StorageKey(StorageArea.Packfile, name)][100] ^= 1;

        await AssertFoundAsync(FindingSeverity.Error, name.ToString(), "");
    }

    [Fact]
    public async Task A_deleted_packfile_that_is_still_there_is_worth_a_mention()
    {
        Mac name = await PutPackfileAsync();
        await PutStateAsync(new DeleteRecord(StateEntryType.Packfile, ResourceType.None, Mac.Nil, name));

        await AssertFoundAsync(FindingSeverity.Information, name.ToString(), "still there");
    }

    [Fact]
    public async Task A_location_in_an_unknown_packfile_is_a_warning()
    {
        Mac unknown = Mac.NewRandom();
        await PutStateAsync(new LocationRecord(ResourceType.Chunk, KlosetVersion.V1_0_0, Mac.NewRandom(), unknown, 0, 1, 0));

        await AssertFoundAsync(FindingSeverity.Warning, unknown.ToString(), "no state introduces");
    }

    [Fact]
    public async Task A_location_that_the_packfile_does_not_have_is_an_error()
    {
        await PutStateAsync(new LocationRecord(ResourceType.Chunk, KlosetVersion.V1_0_0, Mac.NewRandom(), Packfile.Id, 0, 1, 0));

        await AssertFoundAsync(FindingSeverity.Error, Packfile.RelativePath, "the index of the packfile doesn't");
    }

    [Fact]
    public async Task A_blob_that_no_state_names_is_a_warning()
    {
        Mac name = await PutPackfileAsync();
        await PutStateAsync(new PackfileRecord(name, Mac.Nil, 1));

        await AssertFoundAsync(FindingSeverity.Warning, name.ToString(), "no state says so");
        await AssertFoundAsync(FindingSeverity.Information, "states/", "in the name of another state");
    }

    [Fact]
    public async Task A_state_that_is_its_own_parent_is_an_error()
    {
        Mac id = Mac.NewRandom();
        StateDelta delta = new(id, [], new StateMetadata(KlosetVersion.V1_1_0, 1, Guid.Empty));
        _storage.Files[new StorageKey(StorageArea.State, id)] = StateFile.Seal(delta, _store.Codec);

        await AssertFoundAsync(FindingSeverity.Error, id.ToString(), "itself as its parent");
    }

    [Fact]
    public async Task Bytes_after_the_end_of_a_state_are_a_warning()
    {
        Mac id = Mac.NewRandom();
        byte[] stream = StateFile.WriteStream(new StateDelta(Mac.Nil, [], new StateMetadata(KlosetVersion.V1_1_0, 1, Guid.Empty)));
        _storage.Files[new StorageKey(StorageArea.State, id)] =
            Envelope.Seal(ResourceType.State, KlosetVersion.V1_1_0, _store.Codec.Encode([.. stream, 1, 2, 3]), _store.Codec.Mac);

        await AssertFoundAsync(FindingSeverity.Warning, id.ToString(), "3 bytes follow");
    }

    [Fact]
    public async Task A_damaged_state_is_an_error_and_the_rest_is_still_checked()
    {
        StorageKey broken = new(StorageArea.State, Mac.NewRandom());
        _storage.Files[broken] = [1, 2, 3];
        _storage.Files.Remove(Packfile);

        List<StoreFinding> findings = await TestStores.CheckAsync(_store);

        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Target == broken.RelativePath);
        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Target.StartsWith("packfiles/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Config_that_changed_since_the_store_was_opened_is_an_error()
    {
        _storage.Files[StorageKey.Config][40] ^= 1;

        await AssertFoundAsync(FindingSeverity.Error, "CONFIG", "");
    }

    [Fact]
    public async Task A_lock_that_can_not_be_read_is_an_error_and_a_stale_one_worth_a_mention()
    {
        Mac broken = Mac.NewRandom();
        Mac stale = Mac.NewRandom();
        _storage.Files[new StorageKey(StorageArea.Lock, broken)] = [1];
        _storage.Files[new StorageKey(StorageArea.Lock, stale)] = new StoreLock(new KlosetTime(0, 0), "elsewhere", true).Seal(_store.Codec);

        await AssertFoundAsync(FindingSeverity.Error, broken.ToString(), "No backup can start");
        await AssertFoundAsync(FindingSeverity.Information, stale.ToString(), "stale exclusive lock of host 'elsewhere'");
    }

    private async Task<Mac> PutPackfileAsync(TimeProvider? timeProvider = null)
    {
        PackfileBuilder builder = new(_store.Codec, timeProvider ?? TimeProvider.System, 0, new PackfileBuffers(1 << 20));
        builder.Add(ResourceType.Chunk, _store.Codec.Mac.Compute([5]), _store.Codec.Encode([5]));
        SealedPackfile packfile = builder.Seal();
        await _storage.PutAsync(new StorageKey(StorageArea.Packfile, packfile.Name), packfile.File, Cancel);
        return packfile.Name;
    }

    private Task<long> PutStateAsync(StateRecord record) => _store.PutStateAsync(Mac.NewRandom(), [record], 1, Cancel);

    private async Task AssertFoundAsync(FindingSeverity severity, string target, string message)
    {
        List<StoreFinding> findings = await TestStores.CheckAsync(_store);

        Assert.Contains(findings, finding => finding.Severity == severity && finding.Target.Contains(target, StringComparison.Ordinal) && finding.Message.Contains(message, StringComparison.Ordinal));
    }
}
