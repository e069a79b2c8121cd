using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>Reads the secrets of snapshots as a restore does and compares them with the manifest.</summary>
internal sealed class SnapshotSecretsCheck
{
    private const int SecretsReadAtOnce = 8;

    private readonly KlosetStore _store;
    private readonly SecretCheck _secrets;

    /// <summary>Checks snapshots of a store; what several of them share is read once.</summary>
    public SnapshotSecretsCheck(KlosetStore store, bool structureOnly)
    {
        _store = store;
        _secrets = new SecretCheck(structureOnly);
    }

    /// <summary>Checks one snapshot. Damage is part of the verdict.</summary>
    public async Task<SnapshotVerdict> RunAsync(Mac snapshot, CancellationToken cancellationToken)
    {
        var secrets = new List<SecretVerdict>();
        DateTimeOffset timestamp = DateTimeOffset.MinValue;
        try
        {
            SnapshotReader reader = await _store.OpenSnapshotAsync(snapshot, cancellationToken).ConfigureAwait(false);
            timestamp = reader.Header.Timestamp;
            if (reader.Header.Description.ImporterType != SnapshotSource.ImporterType)
            {
                return Foreign(snapshot, timestamp);
            }

            Manifest manifest = await new SnapshotDocuments(reader).ReadManifestAsync(cancellationToken).ConfigureAwait(false);
            var loader = new SecretLoader(reader, manifest);
            IAsyncEnumerable<SecretVerdict> verdicts = OrderedPrefetch.SelectAsync(
                SnapshotTree.EnumerateAsync(reader, cancellationToken),
                SecretsReadAtOnce,
                (directory, token) => _secrets.CheckAsync(reader, loader, directory, token),
                cancellationToken);
            await foreach (SecretVerdict verdict in verdicts.ConfigureAwait(false))
            {
                secrets.Add(verdict);
            }

            return new SnapshotVerdict(snapshot, timestamp, IsOurs: true, secrets, Compare(manifest, secrets));
        }
        catch (EngineException exception) when (exception.Kind is EngineErrorKind.ForeignSnapshot)
        {
            return Foreign(snapshot, timestamp);
        }
        catch (EngineException exception) when (exception.Kind is EngineErrorKind.UnsupportedManifest)
        {
            return Foreign(snapshot, timestamp) with { Problem = new ContentProblem(0, FindingSeverity.Warning, $"{exception.Message} Its secrets were not checked. {exception.RecommendedAction}") };
        }
        catch (Exception exception) when (exception is EngineException or KlosetException)
        {
            return new SnapshotVerdict(snapshot, timestamp, IsOurs: true, secrets, new ContentProblem(0, FindingSeverity.Error, $"Nothing of it can be restored: {exception.Message}") { IsTotal = true });
        }
    }

    private static SnapshotVerdict Foreign(Mac snapshot, DateTimeOffset timestamp) => new(snapshot, timestamp, IsOurs: false, [], Problem: null);

    private static ContentProblem? Compare(Manifest manifest, List<SecretVerdict> secrets)
    {
        // Secrets that can't be read have unknown counts, and their own findings.
        if (secrets.Exists(secret => secret.Problems.Any(problem => problem.Revision == 0)))
        {
            return null;
        }

        string[] differences =
        [
            .. Difference("secrets", manifest.SecretCount, secrets.Count),
            .. Difference("versions", manifest.VersionCount, secrets.Sum(secret => secret.VersionCount)),
            .. Difference("values", manifest.ValueCount, secrets.Sum(secret => secret.ValueCount)),
            .. secrets.TrueForAll(secret => secret.CarriedForwardCount is not null)
                ? Difference("values carried forward", manifest.CarriedForwardCount, secrets.Sum(secret => secret.CarriedForwardCount ?? 0))
                : [],
        ];
        return differences.Length == 0
            ? null
            : new ContentProblem(0, FindingSeverity.Error, $"Its manifest and its tree disagree: {string.Join(", ", differences)}. Something may be missing.");
    }

    private static IEnumerable<string> Difference(string what, int manifest, int tree) =>
        manifest == tree ? [] : [$"{manifest} {what} by the manifest, {tree} in the tree"];
}
