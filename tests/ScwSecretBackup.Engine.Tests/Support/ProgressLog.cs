using System.Collections.Concurrent;
using ScwSecretBackup.Engine.Progress;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Keeps every report; unlike <see cref="Progress{T}"/> before the call returns.</summary>
internal sealed class ProgressLog : IProgress<EngineProgress>
{
    private readonly ConcurrentQueue<EngineProgress> _reports = [];

    public IReadOnlyCollection<EngineProgress> Reports => _reports;

    public void Report(EngineProgress value) => _reports.Enqueue(value);
}
