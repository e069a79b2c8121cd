namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Something that a check found.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Target">What it is about: a file of the store, a snapshot, or a path in one.</param>
/// <param name="Message">What is wrong.</param>
public sealed record StoreFinding(FindingSeverity Severity, string Target, string Message);
