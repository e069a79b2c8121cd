namespace ScwSecretBackup.Kloset.Storage;

/// <summary>A file of a listing.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct StoredFile(Mac Id, long Length);
