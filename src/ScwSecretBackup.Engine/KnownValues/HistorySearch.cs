using ScwSecretBackup.Engine.Listing;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>
/// Looks for values that the parent snapshot lacks in ever older snapshots, only as far back as the versions exist, and only until nothing is
/// missing. A secret is looked up where it is now; a whole snapshot is searched for it only when it was elsewhere then.
/// </summary>
internal sealed class HistorySearch
{
    /// <summary>How far the clocks of the service and of the machine that wrote a snapshot may differ.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    private readonly SnapshotHistory _history;
    private readonly ValueScanner _scanner;
    private readonly KnownValueIndex _index;
    private readonly int _concurrency;

    /// <summary>Searches <paramref name="history"/> and adds what it finds to <paramref name="index"/>.</summary>
    public HistorySearch(SnapshotHistory history, ValueScanner scanner, KnownValueIndex index, int concurrency)
    {
        _history = history;
        _scanner = scanner;
        _index = index;
        _concurrency = concurrency;
    }

    /// <summary>Searches for the versions of <paramref name="secrets"/> that <paramref name="isWanted"/> accepts and the index lacks.</summary>
    public async Task RunAsync(
        IReadOnlyList<SourceSecret> secrets, Func<SourceSecret, SecretVersion, bool> isWanted, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        int searched = 0;
        var directories = new Dictionary<string, string>(StringComparer.Ordinal);
        SourceSecret[] missing = [.. secrets];
        while (true)
        {
            missing = [.. missing.Where(secret => secret.Directory is not null && EarliestMissing(secret, isWanted) is not null)];
            DateTimeOffset? earliest = missing.Select(secret => EarliestMissing(secret, isWanted)).Min();
            if (earliest is null || await _history.NextAsync(Tolerate(earliest.Value), cancellationToken).ConfigureAwait(false) is not { } snapshot)
            {
                return;
            }

            progress?.Report(new EngineProgress("Searching earlier snapshots", ++searched, null, ""));
            try
            {
                await SearchAsync(snapshot.Reader, missing, directories, cancellationToken).ConfigureAwait(false);
            }
            catch (KlosetFormatException)
            {
                // What this snapshot would have given is looked for in older ones, or read anew.
                _scanner.NoteDamage();
            }
        }
    }

    private static DateTimeOffset Tolerate(DateTimeOffset time) =>
        time < DateTimeOffset.MinValue + ClockTolerance ? DateTimeOffset.MinValue : time - ClockTolerance;

    private DateTimeOffset? EarliestMissing(SourceSecret secret, Func<SourceSecret, SecretVersion, bool> isWanted)
    {
        SecretVersion[] missing = [.. secret.Versions.Where(version => isWanted(secret, version) && _index.Find(version) is null)];
        return missing.Length == 0 ? null : missing.Min(version => version.CreatedAt ?? DateTimeOffset.MinValue);
    }

    private async Task SearchAsync(SnapshotReader reader, SourceSecret[] missing, Dictionary<string, string> directories, CancellationToken cancellationToken)
    {
        var elsewhere = new HashSet<string>(StringComparer.Ordinal);
        IAsyncEnumerable<(SourceSecret Secret, bool Found, IReadOnlyList<KnownVersion> Values)> results = OrderedPrefetch.SelectAsync(
            ToAsync(missing),
            _concurrency,
            async (secret, token) =>
            {
                string directory = directories.GetValueOrDefault(secret.Secret.Id, secret.Directory!);
                return await _scanner.IsAtAsync(reader, secret.Secret.Id, directory, token).ConfigureAwait(false)
                    ? (secret, true, await _scanner.ScanVersionsAsync(reader, directory, token).ConfigureAwait(false))
                    : (secret, false, []);
            },
            cancellationToken);
        await foreach ((SourceSecret secret, bool found, IReadOnlyList<KnownVersion> values) in results.ConfigureAwait(false))
        {
            AddAll(values);
            if (!found && ExistedAt(secret.Secret, reader.Header))
            {
                elsewhere.Add(secret.Secret.Id);
            }
        }

        if (elsewhere.Count > 0)
        {
            await foreach ((string secretId, string directory) in _scanner.LocateAsync(reader, elsewhere, cancellationToken).ConfigureAwait(false))
            {
                directories[secretId] = directory;
                AddAll(await _scanner.ScanVersionsAsync(reader, directory, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    private static bool ExistedAt(Secret secret, SnapshotHeader snapshot) =>
        secret.CreatedAt is not { } created || Tolerate(created) <= SnapshotHeaders.EndOf(snapshot);

    private void AddAll(IReadOnlyList<KnownVersion> values)
    {
        foreach (KnownVersion value in values.Where(value => value.Content is not null))
        {
            _index.Add(value);
        }
    }

    private static async IAsyncEnumerable<T> ToAsync<T>(IEnumerable<T> items)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (T item in items)
        {
            yield return item;
        }
    }
}
