using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Finds the secrets and versions of a snapshot that a request asks for.</summary>
internal sealed class RestoreSelection
{
    private readonly KlosetStore _store;

    /// <summary>Selects from a store.</summary>
    public RestoreSelection(KlosetStore store) => _store = store;

    /// <summary>The chosen secrets. Of those that share folder and name the one that goes first comes first.</summary>
    public async Task<SelectedSecrets> SelectAsync(RestoreRequest request, CancellationToken cancellationToken)
    {
        int total = 0;
        var chosen = new List<SecretChoice>();
        var matcher = new SelectionMatcher(request.Selection);
        await foreach (SnapshotSecret secret in new SnapshotCatalog(_store).ReadSecretsAsync(request.Snapshot, cancellationToken).ConfigureAwait(false))
        {
            total++;
            if (secret.IsSelectedBy(matcher) && request.Chosen?.ContainsKey(secret.Metadata.Id) != false)
            {
                chosen.Add(Choose(request, secret));
            }
        }

        SecretChoice[] sorted = [.. chosen
            .OrderBy(choice => choice.Source.Metadata.Path, StringComparer.Ordinal)
            .ThenBy(choice => choice.Source.Metadata.Name, StringComparer.Ordinal)
            .ThenBy(choice => choice.Source.Metadata.DeletionRequestedAt is not null)
            .ThenBy(choice => choice.Source.Metadata.CreatedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(choice => choice.Source.Metadata.Id, StringComparer.Ordinal)];
        return new SelectedSecrets(sorted, total, matcher.Misses);
    }

    /// <summary>All versions that were asked for by number is no choice of versions when it is all the secret has, unless the selection says the numbers.</summary>
    private static SecretChoice Choose(RestoreRequest request, SnapshotSecret secret)
    {
        VersionSelection selection = request.Selection.Versions;
        IReadOnlySet<int>? revisions = request.Chosen?[secret.Metadata.Id];
        IReadOnlyList<SnapshotVersion> versions = secret.Versions;
        bool byNumber = selection.Scope == VersionScope.Revisions;
        if (selection.Scope != VersionScope.All)
        {
            versions = selection.Select(secret.Versions, version => version.Metadata);
        }
        else if (revisions is not null)
        {
            versions = [.. secret.Versions.Where(version => revisions.Contains(version.Metadata.Revision))];
            byNumber = request.ChosenByNumber?.Contains(secret.Metadata.Id) ?? versions.Count < secret.Versions.Count;
        }

        return new SecretChoice(secret with { Versions = versions }, byNumber, LacksVersions: versions.Count == 0 && secret.Versions.Count > 0);
    }
}
