using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Finds the secrets and versions of a snapshot that a request asks for.</summary>
internal sealed class RestoreSelection
{
    private readonly KlosetStore _store;

    /// <summary>Selects from a store.</summary>
    public RestoreSelection(KlosetStore store) => _store = store;

    /// <summary>The chosen secrets, and how many the snapshot holds. Of those that share folder and name the one that goes first comes first.</summary>
    public async Task<(IReadOnlyList<SecretChoice> Chosen, int Total)> SelectAsync(RestoreRequest request, CancellationToken cancellationToken)
    {
        int total = 0;
        var chosen = new List<SecretChoice>();
        await foreach (SnapshotSecret secret in new SnapshotCatalog(_store).ReadSecretsAsync(request.Snapshot, cancellationToken).ConfigureAwait(false))
        {
            total++;
            if (Choose(request, secret) is { } choice)
            {
                chosen.Add(choice);
            }
        }

        SecretChoice[] sorted = [.. chosen
            .OrderBy(choice => choice.Source.Metadata.Path, StringComparer.Ordinal)
            .ThenBy(choice => choice.Source.Metadata.Name, StringComparer.Ordinal)
            .ThenBy(choice => choice.Source.Metadata.DeletionRequestedAt is not null)
            .ThenBy(choice => choice.Source.Metadata.CreatedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(choice => choice.Source.Metadata.Id, StringComparer.Ordinal)];
        return (sorted, total);
    }

    private static SecretChoice? Choose(RestoreRequest request, SnapshotSecret secret)
    {
        if (request.Chosen is null)
        {
            return new SecretChoice(secret, ByNumber: false);
        }

        if (!request.Chosen.TryGetValue(secret.Metadata.Id, out IReadOnlySet<int>? revisions))
        {
            return null;
        }

        if (revisions is null)
        {
            return new SecretChoice(secret, ByNumber: false);
        }

        SnapshotVersion[] versions = [.. secret.Versions.Where(version => revisions.Contains(version.Metadata.Revision))];
        return new SecretChoice(secret with { Versions = versions }, ByNumber: versions.Length < secret.Versions.Count);
    }
}
