using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks one state file (FORMAT §8.2 to §8.5).</summary>
internal static class StateCheck
{
    public static async Task<FindingList> RunAsync(KlosetStore store, Mac id, CancellationToken cancellationToken)
    {
        StorageKey key = new(StorageArea.State, id);
        FindingList findings = new(key.RelativePath);
        await findings.TryAsync(async () =>
        {
            byte[] file = await store.Storage.ReadAsync(key, BlobLimits.MaxStateFile, cancellationToken).ConfigureAwait(false);
            StateDelta delta = StateFile.Parse(file, id, store.Codec);
            CheckEncoding(store, file, delta, findings);
            if (delta.Parent == id)
            {
                findings.Error("The state names itself as its parent, so plakar ignores it.");
            }

            foreach (PackfileRecord packfile in delta.Records.OfType<PackfileRecord>().Where(record => record.State != id))
            {
                findings.Information($"Packfile {packfile.Packfile} is introduced in the name of another state, {packfile.State}.");
            }
        }).ConfigureAwait(false);
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
}
