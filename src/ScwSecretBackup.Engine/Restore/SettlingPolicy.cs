namespace ScwSecretBackup.Engine.Restore;

/// <summary>How long a restore waits for the service to show what was written (SECRET-MANAGER §6).</summary>
/// <param name="Attempts">Tries in all.</param>
/// <param name="Delay">Time between two tries.</param>
internal sealed record SettlingPolicy(int Attempts, TimeSpan Delay)
{
    /// <summary>The waits of the official tools, shortened: a restore repeats on the next run what does not settle.</summary>
    public static SettlingPolicy Default { get; } = new(5, TimeSpan.FromSeconds(2));
}
