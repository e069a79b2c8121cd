namespace Benchmarks;

/// <summary>How much work a run does.</summary>
/// <param name="Secrets">Secrets in the project.</param>
/// <param name="ValueSize">Bytes of each value.</param>
/// <param name="Latency">Added by the emulator to every answer.</param>
/// <param name="Throttle">Values read at once.</param>
/// <param name="Snapshots">Snapshots in the store that is opened.</param>
/// <param name="ManySecrets">Secrets whose backup is watched for memory.</param>
internal sealed record BenchmarkScale(int Secrets, int ValueSize, TimeSpan Latency, int Throttle, int Snapshots, int ManySecrets)
{
    /// <summary>The sizes of ARCHITECTURE §9.</summary>
    public static BenchmarkScale Full { get; } = new(2000, 2048, TimeSpan.FromMilliseconds(20), 16, 1000, 20000);

    /// <summary>A tenth of it, to see that the benchmarks run.</summary>
    public static BenchmarkScale Quick { get; } = new(200, 2048, TimeSpan.FromMilliseconds(20), 16, 100, 2000);
}
