using ScwSecretBackup.Kloset.Packfiles;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>A packfile that is durably in the storage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entries">Its index.</param>
internal sealed record WrittenPackfile(Mac Name, IReadOnlyList<PackfileIndexEntry> Entries);
