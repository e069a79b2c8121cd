using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks one state file, and that it fits the others (FORMAT §8.2 to §8.6).</summary>
internal static class StateCheck
{
    public static async Task<FindingList> RunAsync(KlosetStore store, Mac id, CancellationToken cancellationToken)
    {
        StorageKey key = new(StorageArea.State, id);
        FindingList findings = new(key.RelativePath);
        try
        {
            byte[] file = await store.Storage.ReadAsync(key, BlobLimits.MaxStateFile, cancellationToken).ConfigureAwait(false);
            StateDelta delta = StateFile.Parse(file, id, store.Codec);
            CheckEncoding(store, file, delta, findings);
            CheckParents(store, id, delta, findings);
            CheckRecords(store, id, delta, findings);
        }
        catch (KlosetException exception)
        {
            findings.Error($"{exception.Message} While the file is there, the store can't be opened anew. Put it back from a copy of the store; where there is none, move it away: "
                + "the store opens again then, without the snapshot of that id and without what later ones share with it. The other findings of this check are what is lost without the file.");
        }

        return findings;
    }

    private static void CheckEncoding(KlosetStore store, byte[] file, StateDelta delta, FindingList findings)
    {
        ReadOnlyMemory<byte> payload = Envelope.Open(file, ResourceType.State, store.Codec.Mac, findings.Target, out _);
        using IMemoryOwner<byte> stored = store.Codec.Decode(payload.Span, StateFile.MaxStreamLength, findings.Target);
        ReadOnlySpan<byte> stream = stored.Memory.Span;
        ReadOnlySpan<byte> canonical = StateFile.WriteStream(delta);
        if (stream.Length > canonical.Length && stream.StartsWith(canonical))
        {
            findings.Warning($"{stream.Length - canonical.Length} bytes follow the metadata record; readers ignore them.");
        }
        else if (!stream.SequenceEqual(canonical))
        {
            findings.Information("The state has records of unknown types, or in an unusual form.");
        }
    }

    private static void CheckParents(KlosetStore store, Mac id, StateDelta delta, FindingList findings)
    {
        if (delta.Parent == id)
        {
            findings.Error("The state names itself as its parent, so plakar ignores it.");
        }
        else if (!store.Index.HasState(id))
        {
            findings.Error("The parents of the state form a cycle, so it is ignored with all that it says.");
        }
    }

    private static void CheckRecords(KlosetStore store, Mac id, StateDelta delta, FindingList findings)
    {
        foreach (StateRecord record in delta.Records)
        {
            if (record is PackfileRecord packfile && packfile.State != id)
            {
                findings.Information($"Packfile {packfile.Packfile} is introduced in the name of another state, {packfile.State}.");
            }
            else if (record is LocationRecord location && Contradicts(store.Index, location))
            {
                findings.Warning(
                    $"{new BlobKey(location.Type, location.Blob)} is said to be at {location.Offset} of packfile {location.Packfile}, {location.Length} bytes long; another state says otherwise, and readers differ on whom they believe.");
            }
        }
    }

    private static bool Contradicts(StoreIndex index, LocationRecord location)
    {
        BlobLocation own = new(location.Packfile, location.Offset, location.Length, location.Version, location.Flags);
        return index.Find(location.Type, location.Blob).Any(merged => merged.Packfile == location.Packfile && merged != own);
    }
}
