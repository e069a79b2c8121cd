using System.Runtime.CompilerServices;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Listing;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Restore.Mapping;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>
/// Compares a snapshot with a project or with another snapshot. Values are compared by fingerprints under a key of this run, and never shown.
/// </summary>
public sealed class SecretComparer
{
    private readonly KlosetStore _store;

    /// <summary>Compares snapshots of a store.</summary>
    public SecretComparer(KlosetStore store) => _store = store;

    /// <summary>
    /// Compares a snapshot with what a project holds now. Reads a live value only where the list of versions does not tell, and never one that an
    /// access consumes.
    /// </summary>
    /// <exception cref="EngineException">The project can't be listed, or the snapshot is foreign or damaged.</exception>
    public async IAsyncEnumerable<SecretDifference> CompareWithLiveAsync(
        ComparisonRequest request, ISecretManager live, string projectId, IProgress<EngineProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fingerprinter = new Fingerprinter();
        TargetMapping? mapping = request.Restored is { } restored ? new TargetMapping(restored, live.Region) : null;
        ComparedSnapshot reference = await ReadAsync(request.Reference, fingerprinter, mapping, cancellationToken).ConfigureAwait(false);
        var scope = new ComparisonScope(request.Selection, reference.Filter);
        IReadOnlyList<ComparedSecret> references = reference.Within(scope);
        progress?.Report(new EngineProgress("Listing secrets", 0, null, ""));
        SourceListing listing = await new SourceLister(live).ListSecretsAsync(projectId, cancellationToken).ConfigureAwait(false);
        Func<Secret, bool> counts = mapping is null ? scope.Contains : SecretPairing.Expected(references);
        ComparedSecret[] differences = [.. listing.Secrets
            .Where(source => counts(source.Secret))
            .Select(source => new LiveSide(source.Secret, live, fingerprinter, request.ComparesValues))];
        await foreach (SecretDifference difference in CompareAsync(references, differences, request, progress, cancellationToken).ConfigureAwait(false))
        {
            yield return difference;
        }
    }

    /// <summary>Compares two snapshots of the store.</summary>
    /// <exception cref="EngineException">A snapshot is foreign or damaged.</exception>
    public async IAsyncEnumerable<SecretDifference> CompareSnapshotsAsync(
        ComparisonRequest request, SnapshotHeader other, IProgress<EngineProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fingerprinter = new Fingerprinter();
        ComparedSnapshot reference = await ReadAsync(request.Reference, fingerprinter, null, cancellationToken).ConfigureAwait(false);
        ComparedSnapshot difference = await ReadAsync(other, fingerprinter, null, cancellationToken).ConfigureAwait(false);
        var scope = new ComparisonScope(request.Selection, reference.Filter, difference.Filter);
        await foreach (SecretDifference found in CompareAsync(
            reference.Within(scope), difference.Within(scope), request, progress, cancellationToken).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    private async Task<ComparedSnapshot> ReadAsync(
        SnapshotHeader snapshot, Fingerprinter fingerprinter, TargetMapping? mapping, CancellationToken cancellationToken)
    {
        var documents = new SnapshotDocuments(await _store.OpenSnapshotAsync(snapshot.Id, cancellationToken).ConfigureAwait(false));
        Manifest manifest = await documents.ReadManifestAsync(cancellationToken).ConfigureAwait(false);
        List<SnapshotSide> secrets = [];
        await foreach (SnapshotSecret secret in new SnapshotCatalog(_store).ReadSecretsAsync(snapshot, cancellationToken).ConfigureAwait(false))
        {
            secrets.Add(new SnapshotSide(secret, mapping?.Map(secret.Metadata) ?? secret.Metadata, documents, fingerprinter));
        }

        return new ComparedSnapshot(manifest.Filter, secrets);
    }

    private static async IAsyncEnumerable<SecretDifference> CompareAsync(
        IReadOnlyList<ComparedSecret> references,
        IReadOnlyList<ComparedSecret> differences,
        ComparisonRequest request,
        IProgress<EngineProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Throttle.Check(request.ThrottleLimit);
        IReadOnlyList<SecretPair> pairs = SecretPairing.Pair(references, differences);
        int done = 0;
        IAsyncEnumerable<IReadOnlyList<SecretDifference>> compared =
            OrderedPrefetch.SelectAsync(pairs, request.ThrottleLimit, PairComparison.CompareAsync, cancellationToken);
        await foreach (IReadOnlyList<SecretDifference> found in compared.ConfigureAwait(false))
        {
            SecretPair pair = pairs[done++];
            progress?.Report(new EngineProgress("Comparing", done, pairs.Count, $"{pair.Folder.TrimEnd('/')}/{pair.Name}"));
            foreach (SecretDifference difference in found)
            {
                yield return difference;
            }
        }
    }
}
