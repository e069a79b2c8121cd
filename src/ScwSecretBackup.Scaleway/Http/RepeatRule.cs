namespace ScwSecretBackup.Scaleway.Http;

/// <summary>Whether a call may be repeated when its outcome is unknown (SECRET-MANAGER §8.3).</summary>
internal enum RepeatRule
{
    /// <summary>Repeating is harmless: reads, and writes that set a state. (Enabling an ephemeral version again restarts its lifetime once more.)</summary>
    Safe,

    /// <summary>Repeating may double the effect: there is no idempotency key.</summary>
    Create,
}
