namespace ScwSecretBackup.Kloset.Copying;

/// <summary>Where the copying of a snapshot stands.</summary>
/// <param name="Done">Entries that were copied or found in the target.</param>
/// <param name="Total">Entries in the trees of the snapshot that were read so far.</param>
public sealed record CopyProgress(int Done, int Total);
