namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>Plans a secret that the destination already has, as one conflict action says.</summary>
internal interface IConflictStrategy
{
    /// <summary>Plans.</summary>
    /// <param name="draft">The item with source, target and what can't come back in any case.</param>
    /// <param name="target">What the destination has.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken);
}
