using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What of a snapshot was selected.</summary>
/// <param name="Chosen">The secrets.</param>
/// <param name="Total">Secrets the snapshot holds.</param>
/// <param name="Misses">What the selection names and the snapshot has not.</param>
internal sealed record SelectedSecrets(IReadOnlyList<SecretChoice> Chosen, int Total, IReadOnlyList<SelectionMiss> Misses);
