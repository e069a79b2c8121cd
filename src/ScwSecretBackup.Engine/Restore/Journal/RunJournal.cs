using System.Collections.Concurrent;

namespace ScwSecretBackup.Engine.Restore.Journal;

/// <summary>
/// Ends what a run did all together, when nothing that it began is left. Until then every secret counts as begun, so that the next run finds each
/// complete or completes it, and does none twice.
/// </summary>
internal sealed class RunJournal : IRestoreJournal
{
    private readonly IRestoreJournal _inner;
    private readonly ConcurrentDictionary<(string, string, string), UnfinishedWork> _begun = new();
    private readonly ConcurrentDictionary<(string, string, string), UnfinishedWork> _ended = new();

    /// <summary>Keeps the ends of one run back from a journal.</summary>
    public RunJournal(IRestoreJournal inner) => _inner = inner;

    /// <inheritdoc />
    public UnfinishedWork? Find(string sourceId, string folder, string name) => _inner.Find(sourceId, folder, name);

    /// <inheritdoc />
    public Task BeginAsync(UnfinishedWork work, CancellationToken cancellationToken)
    {
        _begun[KeyOf(work)] = work;
        return _inner.BeginAsync(work, cancellationToken);
    }

    /// <inheritdoc />
    public Task EndAsync(UnfinishedWork work, CancellationToken cancellationToken)
    {
        _begun.TryRemove(KeyOf(work), out _);
        _ended[KeyOf(work)] = work;
        return Task.CompletedTask;
    }

    /// <summary>Ends all of it, unless something was begun and has not ended: then the next run needs to know what this one did.</summary>
    public async Task CompleteAsync()
    {
        if (!_begun.IsEmpty)
        {
            return;
        }

        foreach (UnfinishedWork work in _ended.Values)
        {
            await _inner.EndAsync(work, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static (string, string, string) KeyOf(UnfinishedWork work) => (work.SourceId, work.Folder, work.Name);
}
