namespace ScwSecretBackup.Kloset.Checking;

/// <summary>What is left of an object once it was checked.</summary>
/// <param name="ContentMac">MAC of its content.</param>
/// <param name="Size">Bytes of its content.</param>
/// <param name="ChunkCount">Number of its chunks.</param>
/// <param name="ContentType">Its MIME type.</param>
internal sealed record CheckedObject(Mac ContentMac, long Size, int ChunkCount, string ContentType);
