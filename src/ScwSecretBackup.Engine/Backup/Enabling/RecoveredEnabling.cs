namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>What was found and done about one version that a backup had left enabled.</summary>
/// <param name="Intention">What that backup wrote down.</param>
/// <param name="Outcome">What became of the version.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Error">Why it may be enabled still; null unless it failed.</param>
public sealed record RecoveredEnabling(EnablingIntention Intention, EnablingOutcome Outcome, string Message, EngineException? Error = null);
