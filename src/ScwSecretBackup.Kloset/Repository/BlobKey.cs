using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Names a blob. The type is part of the name: blobs of two types may have the same bytes (FORMAT §13, 16).</summary>
/// <param name="Type">Kind of blob.</param>
/// <param name="Id">MAC or identifier.</param>
internal readonly record struct BlobKey(ResourceType Type, Mac Id)
{
    public override string ToString() => $"{Type} {Id}";
}
