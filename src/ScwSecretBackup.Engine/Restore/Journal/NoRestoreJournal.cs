namespace ScwSecretBackup.Engine.Restore.Journal;

/// <summary>Remembers nothing.</summary>
public sealed class NoRestoreJournal : IRestoreJournal
{
    /// <inheritdoc />
    public UnfinishedWork? Find(string sourceId, string folder, string name) => null;

    /// <inheritdoc />
    public Task BeginAsync(UnfinishedWork work, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task EndAsync(UnfinishedWork work, CancellationToken cancellationToken) => Task.CompletedTask;
}
