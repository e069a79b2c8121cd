using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Packfiles;

internal sealed class PackfileBuilder
{
    /// <param name="codec">Codec of the store.</param>
    /// <param name="timeProvider">Clock for the footer's time.</param>
    /// <param name="paddingLimit">Largest leading RANDOM blob in bytes; 0 for none. Trailing padding is always added.</param>
    public PackfileBuilder(StoreCodec codec, TimeProvider timeProvider, int paddingLimit) => throw new NotImplementedException();

    public long BlobAreaLength => throw new NotImplementedException();

    /// <summary>Blobs added, padding not counted.</summary>
    public int Count => throw new NotImplementedException();

    public void Add(ResourceType type, Mac blob, ReadOnlySpan<byte> encoded) => throw new NotImplementedException();

    public SealedPackfile Seal() => throw new NotImplementedException();
}
