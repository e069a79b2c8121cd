using ScwSecretBackup.Engine.KnownValues;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Listing;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Lists the source, compares it with earlier snapshots, and decides version by version (ARCHITECTURE §5).</summary>
public sealed class BackupPlanner
{
    private readonly ISecretManager _source;
    private readonly KlosetStore _store;

    /// <summary>Plans from a source into a store.</summary>
    public BackupPlanner(ISecretManager source, KlosetStore store)
    {
        _source = source;
        _store = store;
    }

    /// <summary>Makes list calls and reads the store; reads no value and writes nothing.</summary>
    /// <exception cref="EngineException">The source can't be listed, or lists far fewer secrets than before.</exception>
    public async Task<BackupPlan> PlanAsync(BackupRequest request, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        Throttle.Check(request.ThrottleLimit);
        var source = new SnapshotSource(_source.Region, request.ProjectId);
        SnapshotHistory history = await SnapshotHistory.LoadAsync(_store, source, cancellationToken).ConfigureAwait(false);
        ParentSnapshot? parent = await history.NextAsync(DateTimeOffset.MinValue, cancellationToken).ConfigureAwait(false);

        (SourceListing listing, IReadOnlyList<SelectionMiss> misses) =
            await ListAsync(request, source, parent?.Manifest.LiveSecretCount, progress, cancellationToken).ConfigureAwait(false);
        var rules = new CaptureRules(request.IncludeSingleAccess, request.DisabledVersions);
        var scanner = new ValueScanner(request.ThrottleLimit);
        KnownValueIndex known = await FindKnownValuesAsync(listing, parent, history, scanner, rules, request.ThrottleLimit, progress, cancellationToken).ConfigureAwait(false);
        PlannedSecret[] secrets = [.. listing.Secrets.Select(secret => new PlannedSecret(
            secret,
            [.. secret.Versions.Select(version => secret.LeftOutRevisions.Contains(version.Revision)
                ? PlannedVersion.LeftOut(version)
                : CaptureDecision.Decide(secret.Secret, version, known.Find(version), rules))]))];
        return new BackupPlan
        {
            Request = request,
            Region = _source.Region,
            Items = [.. secrets.SelectMany(ToItems)],
            SecretCount = listing.Secrets.Count,
            LiveSecretCount = listing.LiveCount,
            Misses = misses,
            ParentSnapshotId = parent?.Reader.Header.Id.ToString(),
            Secrets = secrets,
            HistoryCount = history.Count,
            FoundDamage = history.FoundDamage || scanner.FoundDamage,
            ConsumesVersions = secrets.SelectMany(secret => secret.Versions).Any(version => version.IsSingleAccess && version.Action == BackupAction.Read),
        };
    }

    /// <summary>Lists all secrets, for a part of the listing would prove nothing about the project, and the versions of those that are selected.</summary>
    private async Task<(SourceListing Listing, IReadOnlyList<SelectionMiss> Misses)> ListAsync(
        BackupRequest request, SnapshotSource source, int? parentLiveCount, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new EngineProgress("Listing secrets", 0, null, ""));
        var lister = new SourceLister(_source);
        SourceListing listing = await lister.ListSecretsAsync(request.ProjectId, cancellationToken).ConfigureAwait(false);
        if (!request.AllowShrink)
        {
            ShrinkGuard.Check(listing.LiveCount, parentLiveCount, source.Origin);
        }

        var matcher = new SelectionMatcher(request.Selection);
        SourceSecret[] selected = [.. listing.Secrets.Where(secret =>
            matcher.Matches(secret.Secret.Path, secret.Secret.Name, secret.Secret.Type, secret.Secret.Tags, secret.Secret.Id))];
        if (selected.Length == 0 && !request.Selection.SelectsAllSecrets)
        {
            throw NothingSelected(request.Selection, source.Origin);
        }

        listing = await lister.AddVersionsAsync(listing with { Secrets = selected }, request.ThrottleLimit, progress, cancellationToken).ConfigureAwait(false);
        return (listing with { Secrets = [.. listing.Secrets.Select(secret => MarkLeftOut(secret, request.Selection.Versions))] }, matcher.Misses);
    }

    private static SourceSecret MarkLeftOut(SourceSecret secret, VersionSelection selection)
    {
        IEnumerable<int> selected = selection.Select(secret.Versions, version => version).Select(version => version.Revision);
        return secret with { LeftOutRevisions = secret.Versions.Select(version => version.Revision).Except(selected).ToHashSet() };
    }

    private static EngineException NothingSelected(SecretSelection selection, string origin) => new(
        EngineErrorKind.NothingSelected,
        $"No secret of {origin} matches the selection ({selection}). No snapshot was made.",
        "List the secrets and correct the selection.");

    private static async Task<KnownValueIndex> FindKnownValuesAsync(
        SourceListing listing,
        ParentSnapshot? parent,
        SnapshotHistory history,
        ValueScanner scanner,
        CaptureRules rules,
        int concurrency,
        IProgress<EngineProgress>? progress,
        CancellationToken cancellationToken)
    {
        var index = new KnownValueIndex();
        if (parent is null)
        {
            return index;
        }

        progress?.Report(new EngineProgress("Comparing with the last snapshot", 0, null, ""));
        try
        {
            await foreach (KnownVersion value in scanner.ScanAsync(parent.Reader, cancellationToken).ConfigureAwait(false))
            {
                index.Add(value);
            }
        }
        catch (KlosetFormatException)
        {
            // The rest of a damaged parent is looked for in older snapshots, or read anew: damage must not stop new backups.
            scanner.NoteDamage();
        }

        SourceSecret[] usable = [.. listing.Secrets.Where(secret => secret.Secret.DeletionRequestedAt is null)];
        bool trustsParent = parent.KnewAllBefore(history);
        await new HistorySearch(history, scanner, index, concurrency)
            .RunAsync(usable, IsWanted, progress, cancellationToken).ConfigureAwait(false);
        return index;

        bool IsWanted(SourceSecret secret, SecretVersion version) =>
            !secret.LeftOutRevisions.Contains(version.Revision)
            && CaptureDecision.CanUseKnownValue(secret.Secret, version, rules)
            && !(trustsParent && index.IsKnownAbsent(version));
    }

    private static IEnumerable<BackupPlanItem> ToItems(PlannedSecret planned)
    {
        Secret secret = planned.Source.Secret;
        if (planned.Source.Directory is null)
        {
            return [new BackupPlanItem(secret.Path, secret.Name, secret.Id, 0, BackupAction.Skip, planned.Source.Problem)];
        }

        if (planned.Versions.Count == 0)
        {
            string reason = planned.Source.Problem.Length > 0 ? planned.Source.Problem : "the secret has no versions";
            return [new BackupPlanItem(secret.Path, secret.Name, secret.Id, 0, BackupAction.MetadataOnly, reason)];
        }

        return planned.Versions.Select(version => new BackupPlanItem(secret.Path, secret.Name, secret.Id, version.Version.Revision, version.Action, version.Reason));
    }
}
