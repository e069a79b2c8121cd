using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Maintenance;

/// <summary>Packfiles in the storage that no state introduces: of a writer that is at work, or of one that was broken off (FORMAT §8.7).</summary>
/// <param name="Old">Older than the grace period: nobody will introduce them any more.</param>
/// <param name="Young">Younger.</param>
/// <param name="Unreadable">Damaged, so that their age is unknown.</param>
internal sealed record OrphanPackfiles(IReadOnlyList<Mac> Old, IReadOnlyList<Mac> Young, IReadOnlyList<Mac> Unreadable)
{
    /// <summary>Reads the age of each from its footer.</summary>
    public static async Task<OrphanPackfiles> SortAsync(KlosetStore store, IEnumerable<Mac> names, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        List<Mac> old = [];
        List<Mac> young = [];
        List<Mac> unreadable = [];
        foreach (Mac name in names)
        {
            DateTimeOffset? created = await TryReadTimeAsync(store, name, cancellationToken).ConfigureAwait(false);
            (created is null ? unreadable : created < cutoff ? old : young).Add(name);
        }

        return new OrphanPackfiles(old, young, unreadable);
    }

    private static async Task<DateTimeOffset?> TryReadTimeAsync(KlosetStore store, Mac name, CancellationToken cancellationToken)
    {
        try
        {
            byte[] file = await store.Storage.ReadAsync(new StorageKey(StorageArea.Packfile, name), BlobLimits.MaxPackfileFile, cancellationToken).ConfigureAwait(false);
            long nanoseconds = PackfileFile.Parse(file, expectedName: null, store.Codec).UnixNanoseconds;
            return UnixTime.ToDateTimeOffset((ulong)Math.Max(0, nanoseconds));
        }
        catch (KlosetFormatException)
        {
            return null;
        }
    }
}
