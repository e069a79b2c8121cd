using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>Merging of states, FORMAT §8.3 and §8.6.</summary>
public sealed class StoreIndexTests
{
    private static readonly Mac Blob = Mac.Parse(new string('b', 64));
    private static readonly Mac Packfile = Mac.Parse(new string('1', 64));
    private static readonly Mac OtherPackfile = Mac.Parse(new string('2', 64));

    private static readonly LocationRecord Location = new(ResourceType.Chunk, KlosetVersion.V1_0_0, Blob, Packfile, 10, 20, 0);
    private static readonly LocationRecord OtherLocation = Location with { Packfile = OtherPackfile, Offset = 30 };
    private static readonly PackfileRecord Known = new(Packfile, Mac.Nil, 1);
    private static readonly PackfileRecord OtherKnown = new(OtherPackfile, Mac.Nil, 1);
    private static readonly ColouredRecord Coloured = new(ResourceType.Packfile, Packfile, 2);
    private static readonly DeleteRecord PackfileDeletion = new(StateEntryType.Packfile, ResourceType.None, Mac.Nil, Packfile);

    [Fact]
    public void A_location_counts_once_its_packfile_is_known()
    {
        Assert.False(Merge([Location]).IsLive(ResourceType.Chunk, Blob));
        Assert.Empty(Merge([Location]).Find(ResourceType.Chunk, Blob));
        Assert.True(Merge([Location], [Known]).IsLive(ResourceType.Chunk, Blob));
        Assert.False(Merge([Location, Known]).IsLive(ResourceType.Object, Blob));
    }

    [Fact]
    public void A_coloured_packfile_is_the_last_resort_for_reading_and_none_for_reuse()
    {
        StoreIndex index = Merge([Location, Known, Coloured]);
        StoreIndex both = Merge([Location, Known, OtherLocation, OtherKnown, Coloured]);

        Assert.False(index.IsLive(ResourceType.Chunk, Blob));
        Assert.Equal(10ul, Assert.Single(index.Find(ResourceType.Chunk, Blob)).Offset);
        Assert.Equal([OtherPackfile, Packfile], both.Find(ResourceType.Chunk, Blob).Select(location => location.Packfile));
    }

    [Fact]
    public void Uncolouring_makes_a_packfile_live_again() =>
        Assert.True(Merge([Location, Known, Coloured], [new DeleteRecord(StateEntryType.Coloured, ResourceType.Packfile, Packfile, Mac.Nil)]).IsLive(ResourceType.Chunk, Blob));

    [Fact]
    public void The_first_colour_counts_until_it_is_taken_back()
    {
        DeleteRecord uncolouring = new(StateEntryType.Coloured, ResourceType.Packfile, Packfile, Mac.Nil);

        Assert.Equal(UnixTime.ToDateTimeOffset(1000), Assert.Single(Merge([Known, Colour(1000)], [Colour(2000)]).Packfiles).ColouredAt);
        Assert.Equal(UnixTime.ToDateTimeOffset(2000), Assert.Single(Merge([Known, Colour(1000)], [uncolouring], [Colour(2000)]).Packfiles).ColouredAt);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(long.MaxValue / 100), Assert.Single(Merge([Known, Colour(ulong.MaxValue)]).Packfiles).ColouredAt);
    }

    [Fact]
    public void A_snapshot_that_was_removed_comes_back_when_that_is_taken_back()
    {
        LocationRecord snapshot = Location with { Type = ResourceType.Snapshot };
        ColouredRecord removal = new(ResourceType.Snapshot, Blob, 1);

        Assert.True(Merge([snapshot, Known], [removal]).IsRemovedSnapshot(Blob));
        StoreIndex index = Merge([snapshot, Known], [removal], [new DeleteRecord(StateEntryType.Coloured, ResourceType.Snapshot, Blob, Mac.Nil)]);
        Assert.Equal((false, true), (index.IsRemovedSnapshot(Blob), index.IsSnapshot(Blob)));
    }

    [Fact]
    public void A_deleted_packfile_stays_deleted_whatever_the_order()
    {
        StoreIndex[] indexes = [Merge([Location, Known], [PackfileDeletion]), Merge([PackfileDeletion], [Location, Known])];

        Assert.All(indexes, index => Assert.Empty(index.Find(ResourceType.Chunk, Blob)));
        Assert.All(indexes, index => Assert.Equal(new PackfileStatus(Packfile, IsKnown: true, ColouredAt: null, IsDeleted: true), Assert.Single(index.Packfiles)));
    }

    [Fact]
    public void A_removed_location_is_gone_and_its_twin_stays()
    {
        StoreIndex index = Merge([Location, Known, OtherLocation, OtherKnown], [new DeleteRecord(StateEntryType.Location, ResourceType.Chunk, Blob, Packfile)]);

        Assert.Equal(OtherPackfile, Assert.Single(index.Find(ResourceType.Chunk, Blob)).Packfile);
    }

    [Fact]
    public void The_first_of_two_locations_in_one_packfile_wins() =>
        Assert.Equal(10ul, Assert.Single(Merge([Location, Known], [Location with { Offset = 99 }]).Find(ResourceType.Chunk, Blob)).Offset);

    [Fact]
    public void A_snapshot_is_hidden_once_it_is_coloured()
    {
        LocationRecord snapshot = Location with { Type = ResourceType.Snapshot };

        Assert.Equal([Blob], Merge([snapshot, Known]).Snapshots);
        Assert.True(Merge([snapshot, Known]).IsSnapshot(Blob));
        Assert.Empty(Merge([snapshot]).Snapshots);
        Assert.Empty(Merge([snapshot, Known], [new ColouredRecord(ResourceType.Snapshot, Blob, 1)]).Snapshots);
    }

    [Fact]
    public void A_state_is_merged_once()
    {
        StoreIndex index = new();
        Mac id = Mac.NewRandom();
        index.Merge(id, Delta([Location, Known]));

        index.Merge(id, Delta([Coloured]));

        Assert.True(index.HasState(id));
        Assert.True(index.IsLive(ResourceType.Chunk, Blob));
    }

    private static ColouredRecord Colour(ulong when) => new(ResourceType.Packfile, Packfile, when);

    private static StoreIndex Merge(params StateRecord[][] states)
    {
        StoreIndex index = new();
        foreach (StateRecord[] records in states)
        {
            index.Merge(Mac.NewRandom(), Delta(records));
        }

        return index;
    }

    private static StateDelta Delta(StateRecord[] records) => new(Mac.Nil, records, new StateMetadata(KlosetVersion.V1_1_0, 1, Guid.Empty));
}
