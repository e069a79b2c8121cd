using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.States;

/// <summary>A snapshot or packfile is marked as deleted; its bytes are still there.</summary>
/// <param name="Type">Snapshot or packfile.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="WhenUnixNs">When it was marked, nanoseconds since the Unix epoch.</param>
internal sealed record ColouredRecord(ResourceType Type, Mac Id, ulong WhenUnixNs) : StateRecord;
