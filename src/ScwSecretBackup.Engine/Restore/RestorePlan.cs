using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a restore will do, computed against the live destination without writing.</summary>
public sealed record RestorePlan
{
    /// <summary>The request the plan answers.</summary>
    public required RestoreRequest Request { get; init; }

    /// <summary>Region of the destination.</summary>
    public required string Region { get; init; }

    /// <summary>One item a secret, in order of folder and name in the snapshot.</summary>
    public required IReadOnlyList<RestorePlanItem> Items { get; init; }

    /// <summary>What the selection names and the snapshot has not.</summary>
    public IReadOnlyList<SelectionMiss> Misses { get; init; } = [];

    /// <summary>Id of the store.</summary>
    public Guid StoreId { get; init; }

    /// <summary>Where the store is.</summary>
    public string StoreLocation { get; init; } = "";

    /// <summary>When the plan was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the key may list the destination; if not, what is there already shows only when the plan is run.</summary>
    public bool CanSeeConflicts => KnownTargetIds is not null;

    /// <summary>Secrets the destination has in its project and region, as far as they were counted; null when the key may not list them.</summary>
    public int? SecretsBefore { get; init; }

    /// <summary>Secrets the plan reckons the organization may have, or null when it reckons with no limit.</summary>
    public int? SecretLimit { get; init; }

    /// <summary>What taking back scheduled versions costs, in euros.</summary>
    public decimal EstimatedCost => Items.Sum(item => item.EstimatedCost);

    /// <summary>Ids of all live secrets of the destination, or null when the key may not list them.</summary>
    internal IReadOnlySet<string>? KnownTargetIds { get; init; }
}
