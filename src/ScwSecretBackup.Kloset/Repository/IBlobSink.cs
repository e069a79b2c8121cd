using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Where blobs are written to.</summary>
internal interface IBlobSink
{
    /// <summary>Stores a blob under the MAC of its plaintext unless it is there already; returns the MAC.</summary>
    Task<Mac> WriteAsync(ResourceType type, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken);
}
