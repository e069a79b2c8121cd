using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>One place where a blob is.</summary>
/// <param name="Packfile">Name of the packfile.</param>
/// <param name="Offset">First byte in the blob area.</param>
/// <param name="Length">Encoded length in bytes.</param>
/// <param name="Version">Version of the blob's type.</param>
/// <param name="Flags">Always 0 so far.</param>
internal readonly record struct BlobLocation(Mac Packfile, ulong Offset, uint Length, KlosetVersion Version, uint Flags);
