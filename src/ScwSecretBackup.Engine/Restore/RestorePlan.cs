namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a restore will do, computed against the live destination without writing.</summary>
public sealed record RestorePlan
{
    /// <summary>The request the plan answers.</summary>
    public required RestoreRequest Request { get; init; }

    /// <summary>Region of the destination.</summary>
    public required string Region { get; init; }

    /// <summary>One item a secret, in order of folder and name.</summary>
    public required IReadOnlyList<RestorePlanItem> Items { get; init; }

    /// <summary>Ids of all live secrets of the destination, or null when the key may not list them.</summary>
    internal IReadOnlySet<string>? KnownTargetIds { get; init; }
}
