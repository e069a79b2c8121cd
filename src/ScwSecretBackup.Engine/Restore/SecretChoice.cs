using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>A secret of the snapshot that was chosen.</summary>
/// <param name="Source">The secret with the chosen versions.</param>
/// <param name="ByNumber">Whether some of its versions were chosen by number.</param>
/// <param name="LacksVersions">Whether it has versions, but none of those that were asked for.</param>
internal sealed record SecretChoice(SnapshotSecret Source, bool ByNumber, bool LacksVersions);
