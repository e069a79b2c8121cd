namespace ScwSecretBackup.Kloset.States;

/// <summary>What one state file adds to the index of the store (FORMAT §8.1).</summary>
/// <param name="Parent">The state it follows; nil for none, and always nil in format 1.0.</param>
/// <param name="Records">Facts in stored order.</param>
/// <param name="Metadata">Version, time and serial.</param>
internal sealed record StateDelta(Mac Parent, IReadOnlyList<StateRecord> Records, StateMetadata Metadata);
