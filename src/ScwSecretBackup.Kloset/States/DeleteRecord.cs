using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.States;

/// <summary>Facts of earlier states are void (format 1.1 only).</summary>
/// <param name="Target">Location, coloured or packfile.</param>
/// <param name="Type">Type of the blob or of the coloured thing.</param>
/// <param name="Blob">The blob or coloured id.</param>
/// <param name="Packfile">The packfile.</param>
internal sealed record DeleteRecord(StateEntryType Target, ResourceType Type, Mac Blob, Mac Packfile) : StateRecord;
