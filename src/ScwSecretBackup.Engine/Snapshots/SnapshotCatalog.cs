using System.Runtime.CompilerServices;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Finds snapshots and reads what they hold.</summary>
public sealed class SnapshotCatalog
{
    /// <summary>Type of the snapshots that hold Scaleway secrets.</summary>
    public const string SnapshotType = SnapshotSource.ImporterType;

    private const int MinPrefixLength = 4;
    private const string LatestKeyword = "latest";
    private const int SecretsReadAtOnce = 8;

    private readonly KlosetStore _store;

    /// <summary>Reads from an open store.</summary>
    public SnapshotCatalog(KlosetStore store) => _store = store;

    /// <summary>All snapshots, newest first; foreign ones included.</summary>
    public Task<IReadOnlyList<SnapshotHeader>> ListAsync(CancellationToken cancellationToken) => _store.ListSnapshotsAsync(cancellationToken);

    /// <summary>The snapshot whose id starts with <paramref name="idOrPrefix"/> (at least 4 hex digits), or <c>latest</c>.</summary>
    /// <exception cref="EngineException">None, or more than one, matches.</exception>
    public async Task<SnapshotHeader> ResolveAsync(string idOrPrefix, CancellationToken cancellationToken)
    {
        bool latest = idOrPrefix.Equals(LatestKeyword, StringComparison.OrdinalIgnoreCase);
        if (!latest && (idOrPrefix.Length is < MinPrefixLength or > 2 * Mac.Size || !idOrPrefix.All(char.IsAsciiHexDigit)))
        {
            throw NotFound(
                $"'{idOrPrefix}' is no snapshot id: it takes {MinPrefixLength} to {2 * Mac.Size} hexadecimal digits, or '{LatestKeyword}'.",
                "List the snapshots and copy an id.");
        }

        IReadOnlyList<SnapshotHeader> all = await SnapshotHeaders.ListReadableAsync(_store, cancellationToken).ConfigureAwait(false);
        if (latest)
        {
            return all.FirstOrDefault(header => header.Description.ImporterType == SnapshotSource.ImporterType)
                ?? throw NotFound("The store holds no snapshot of Scaleway secrets.", "Make a backup first, or open the right store.");
        }

        SnapshotHeader[] matches = [.. all.Where(header => header.Id.ToString().StartsWith(idOrPrefix, StringComparison.OrdinalIgnoreCase))];
        return matches switch
        {
            [var only] => only,
            [] => throw NotFound($"The store holds no snapshot whose id starts with '{idOrPrefix}'.", "List the snapshots and copy an id."),
            _ => throw NotFound($"{matches.Length} snapshots have ids that start with '{idOrPrefix}'.", "Give more digits of the id."),
        };
    }

    /// <summary>The secrets of a snapshot in order of their directories. A damaged one is among them and says so.</summary>
    /// <exception cref="EngineException">The snapshot is foreign, damaged or of a newer format.</exception>
    public async IAsyncEnumerable<SnapshotSecret> ReadSecretsAsync(SnapshotHeader snapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SnapshotReader reader = await _store.OpenSnapshotAsync(snapshot.Id, cancellationToken).ConfigureAwait(false);
        Manifest manifest = await new SnapshotDocuments(reader).ReadManifestAsync(cancellationToken).ConfigureAwait(false);
        var loader = new SecretLoader(reader, manifest);
        IAsyncEnumerator<SnapshotSecret> secrets = OrderedPrefetch
            .SelectAsync(SnapshotTree.EnumerateAsync(reader, cancellationToken), SecretsReadAtOnce, loader.LoadDamagedAsync, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (secrets.ConfigureAwait(false))
        {
            while (await MoveNextAsync(secrets, snapshot).ConfigureAwait(false))
            {
                yield return secrets.Current;
            }
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<SnapshotSecret> secrets, SnapshotHeader snapshot)
    {
        try
        {
            return await secrets.MoveNextAsync().ConfigureAwait(false);
        }
        catch (KlosetFormatException exception)
        {
            throw new EngineException(
                EngineErrorKind.DamagedSnapshot, $"Snapshot {snapshot.Id} is damaged: its tree can't be read.", "Check the store, and use another snapshot.", exception);
        }
    }

    private static EngineException NotFound(string message, string recommendedAction) => new(EngineErrorKind.SnapshotNotFound, message, recommendedAction);
}
