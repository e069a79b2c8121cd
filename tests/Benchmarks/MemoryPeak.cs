using System.Diagnostics;

namespace Benchmarks;

/// <summary>Watches how far memory rises above what it is at the start: managed heap, and resident memory of the process.</summary>
internal sealed class MemoryPeak : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly long _managedBefore;
    private readonly long _residentBefore;
    private readonly Task _watching;
    private long _managed;
    private long _resident;

    private MemoryPeak()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _managedBefore = GC.GetTotalMemory(forceFullCollection: true);
        _residentBefore = Environment.WorkingSet;
        _watching = Task.Factory.StartNew(Watch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Bytes of managed objects, garbage that was not collected yet included.</summary>
    public long Managed => _managed - _managedBefore;

    /// <summary>Bytes of physical memory.</summary>
    public long Resident => _resident - _residentBefore;

    public static MemoryPeak Start() => new();

    public static string Mebibytes(long bytes) => FormattableString.Invariant($"{bytes / 1048576.0:F0} MiB");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private void Watch()
    {
        using Process process = Process.GetCurrentProcess();
        while (!_stop.Token.WaitHandle.WaitOne(Interval))
        {
            process.Refresh();
            _managed = Math.Max(_managed, GC.GetTotalMemory(forceFullCollection: false));
            _resident = Math.Max(_resident, process.WorkingSet64);
        }
    }
}
