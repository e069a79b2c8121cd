using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Where blobs are read from.</summary>
internal interface IBlobSource
{
    /// <summary>The verified plaintext of a blob, in memory that is zeroed when disposed.</summary>
    /// <exception cref="KlosetFormatException">The blob is not in the store, or damaged.</exception>
    Task<IMemoryOwner<byte>> ReadAsync(ResourceType type, Mac id, CancellationToken cancellationToken);
}
