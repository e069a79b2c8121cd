namespace ScwSecretBackup.Engine.Restore;

/// <summary>How long a restore waits for the service to show what was written (SECRET-MANAGER §6).</summary>
/// <param name="Attempts">Tries in all.</param>
/// <param name="FirstDelay">Time between the first two tries; it doubles from try to try.</param>
internal sealed record SettlingPolicy(int Attempts, TimeSpan FirstDelay)
{
    /// <summary>A quarter of a minute in all; what takes longer is completed by the next run.</summary>
    public static SettlingPolicy Default { get; } = new(7, TimeSpan.FromMilliseconds(250));

    /// <summary>Time to wait after a try.</summary>
    /// <param name="attempt">Number of the try, from 1.</param>
    public TimeSpan DelayAfter(int attempt) => FirstDelay * Math.Pow(2, attempt - 1);
}
