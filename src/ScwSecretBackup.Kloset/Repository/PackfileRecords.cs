using System.Collections;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.States;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>What a state says of new packfiles: the location of every blob, then the packfiles. Made while they are enumerated, never held.</summary>
internal sealed class PackfileRecords : IReadOnlyList<StateRecord>
{
    private readonly IReadOnlyList<WrittenPackfile> _packfiles;
    private readonly Mac _state;
    private readonly ulong _now;

    /// <param name="packfiles">The packfiles.</param>
    /// <param name="state">Identifier of the state.</param>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    public PackfileRecords(IReadOnlyList<WrittenPackfile> packfiles, Mac state, ulong now)
    {
        _packfiles = packfiles;
        _state = state;
        _now = now;
    }

    public int Count => _packfiles.Sum(packfile => packfile.Entries.Count + 1);

    public StateRecord this[int index] => this.Skip(index).First();

    public IEnumerator<StateRecord> GetEnumerator()
    {
        foreach (WrittenPackfile packfile in _packfiles)
        {
            foreach (PackfileIndexEntry entry in packfile.Entries)
            {
                yield return new LocationRecord(entry.Type, entry.Version, entry.Blob, packfile.Name, entry.Offset, entry.Length, entry.Flags);
            }
        }

        foreach (WrittenPackfile packfile in _packfiles)
        {
            yield return new PackfileRecord(packfile.Name, _state, _now);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
