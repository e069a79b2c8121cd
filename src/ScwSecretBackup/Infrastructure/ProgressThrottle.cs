using System.Management.Automation;
using ScwSecretBackup.Engine.Progress;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Turns the engine's progress into progress records, five a second at most: drawing them costs more than the work they show.</summary>
internal sealed class ProgressThrottle(string activity, Action<ProgressRecord> post) : IProgress<EngineProgress>
{
    private const int ActivityId = 7_294_110;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private long _lastShown;
    private string _lastStage = "";

    /// <summary>Whether a record was posted, so that one that completes it is due.</summary>
    public bool HasShown { get; private set; }

    /// <summary>The record that takes the bar away.</summary>
    public ProgressRecord Completed => new(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed };

    /// <inheritdoc />
    public void Report(EngineProgress value)
    {
        lock (_gate)
        {
            TimeProvider clock = TimeProvider.System;
            if (HasShown && value.Stage == _lastStage && clock.GetElapsedTime(_lastShown) < Interval)
            {
                return;
            }

            (HasShown, _lastStage, _lastShown) = (true, value.Stage, clock.GetTimestamp());
            post(ToRecord(value));
        }
    }

    private ProgressRecord ToRecord(EngineProgress value)
    {
        string count = value.Total is { } total ? $"{value.Completed} of {total}" : $"{value.Completed}";
        return new ProgressRecord(ActivityId, activity, $"{value.Stage}: {count}")
        {
            CurrentOperation = value.CurrentItem,
            PercentComplete = value.Total is > 0 and int all ? (int)Math.Clamp(100L * value.Completed / all, 0, 100) : -1,
        };
    }
}
