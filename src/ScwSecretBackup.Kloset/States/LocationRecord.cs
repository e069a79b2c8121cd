using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.States;

/// <summary>A blob is at a place in a packfile.</summary>
/// <param name="Type">Kind of blob.</param>
/// <param name="Version">Version of that kind.</param>
/// <param name="Blob">Key of the blob.</param>
/// <param name="Packfile">Name of the packfile.</param>
/// <param name="Offset">First byte in the packfile's payload, without the envelope header.</param>
/// <param name="Length">Encoded length in bytes.</param>
/// <param name="Flags">Always 0.</param>
internal sealed record LocationRecord(ResourceType Type, KlosetVersion Version, Mac Blob, Mac Packfile, ulong Offset, uint Length, uint Flags) : StateRecord;
