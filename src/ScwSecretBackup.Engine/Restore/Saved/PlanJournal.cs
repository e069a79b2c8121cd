using ScwSecretBackup.Engine.Restore.Journal;

namespace ScwSecretBackup.Engine.Restore.Saved;

/// <summary>
/// A saved plan says what the destination was like before it was run, which is what a journal knows: what looks like its own unfinished work is.
/// </summary>
internal sealed class PlanJournal : IRestoreJournal
{
    private readonly IRestoreJournal _inner;
    private readonly Dictionary<(string, string, string), UnfinishedWork> _planned;

    /// <summary>Adds what a plan knows to a journal.</summary>
    public PlanJournal(SavedPlan plan, IRestoreJournal inner)
    {
        _inner = inner;
        _planned = plan.Actions.Where(item => item.Writes).ToDictionary(
            item => (item.SecretId, item.Folder, item.Name),
            item => new UnfinishedWork(item.SecretId, item.Folder, item.Name, item.TargetId, item.TargetRevisions));
    }

    /// <inheritdoc />
    public UnfinishedWork? Find(string sourceId, string folder, string name) =>
        _inner.Find(sourceId, folder, name) ?? _planned.GetValueOrDefault((sourceId, folder, name));

    /// <inheritdoc />
    public Task BeginAsync(UnfinishedWork work, CancellationToken cancellationToken) => _inner.BeginAsync(work, cancellationToken);

    /// <inheritdoc />
    public Task EndAsync(UnfinishedWork work, CancellationToken cancellationToken) => _inner.EndAsync(work, cancellationToken);
}
