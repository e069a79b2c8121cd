using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>Where a blob is in its packfile (FORMAT §7.2).</summary>
/// <param name="Type">Kind of blob.</param>
/// <param name="Version">Version of that kind.</param>
/// <param name="Blob">MAC or identifier of the blob: its key.</param>
/// <param name="Offset">First byte, counted from the start of the blob area, without the envelope header.</param>
/// <param name="Length">Encoded length in bytes.</param>
/// <param name="Flags">Always 0.</param>
internal readonly record struct PackfileIndexEntry(ResourceType Type, KlosetVersion Version, Mac Blob, ulong Offset, uint Length, uint Flags);
