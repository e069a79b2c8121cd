namespace ScwSecretBackup.Kloset.States;

/// <summary>A packfile belongs to the store.</summary>
/// <param name="Packfile">Its name.</param>
/// <param name="State">The state that introduces it.</param>
/// <param name="UnixNs">When, nanoseconds since the Unix epoch.</param>
internal sealed record PackfileRecord(Mac Packfile, Mac State, ulong UnixNs) : StateRecord;
