using System.Collections.Concurrent;
using ScwSecretBackup.Engine.Restore.Journal;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>A journal that lasts as long as the test.</summary>
internal sealed class MemoryJournal : IRestoreJournal
{
    private readonly ConcurrentDictionary<(string, string, string), UnfinishedWork> _open = new();

    public int Count => _open.Count;

    public UnfinishedWork? Find(string sourceId, string folder, string name) => _open.GetValueOrDefault((sourceId, folder, name));

    public Task BeginAsync(UnfinishedWork work, CancellationToken cancellationToken)
    {
        _open.TryAdd((work.SourceId, work.Folder, work.Name), work);
        return Task.CompletedTask;
    }

    public Task EndAsync(UnfinishedWork work, CancellationToken cancellationToken)
    {
        _open.TryRemove((work.SourceId, work.Folder, work.Name), out _);
        return Task.CompletedTask;
    }
}
