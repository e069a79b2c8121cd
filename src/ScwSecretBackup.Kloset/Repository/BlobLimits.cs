using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Bounds on what is read from a store, so that damaged lengths don't become allocations. Bytes.</summary>
internal static class BlobLimits
{
    /// <summary>A state of millions of blobs is below it.</summary>
    public const int MaxStateFile = 1 << 30;

    /// <summary>Packfiles are read whole only to check them; 64 MiB and a blob is what plakar writes.</summary>
    public const int MaxPackfileFile = 1 << 30;

    private const int MaxChunk = 256 << 20;
    private const int MaxRecord = 64 << 20;

    /// <summary>Bound on the plaintext of a blob. Objects list chunks and grow with the file; other records are small.</summary>
    public static int MaxPlaintext(ResourceType type) => type is ResourceType.Chunk or ResourceType.Object ? MaxChunk : MaxRecord;
}
