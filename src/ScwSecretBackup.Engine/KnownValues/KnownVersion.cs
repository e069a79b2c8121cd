using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>What an earlier snapshot knows of a version.</summary>
/// <param name="SecretId">Secret.</param>
/// <param name="Revision">Version.</param>
/// <param name="CreatedAt">Creation of the version; a guard against a reused number.</param>
/// <param name="Content">The value's object; null when neither that snapshot nor any before it held the value.</param>
/// <param name="DataCrc32">The checksum that the version's writer gave, if any; only an access would tell it again.</param>
internal sealed record KnownVersion(string SecretId, int Revision, DateTimeOffset? CreatedAt, StoredObject? Content, uint? DataCrc32);
