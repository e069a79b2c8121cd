using System.Text.Json;
using System.Text.Json.Serialization;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Restore.Saved;

namespace ScwSecretBackup;

/// <summary>What a restore would do, secret by secret; no values. Save it with <c>Export-Clixml</c> or <c>ConvertTo-Json -Depth 10</c> and run it with <c>Restore-ScwSecret -Plan</c>.</summary>
public sealed class ScwRestorePlan
{
    private static readonly JsonSerializerOptions JsonOptions = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    internal ScwRestorePlan(RestorePlan plan)
    {
        CreatedAt = plan.CreatedAt;
        Store = plan.StoreLocation;
        StoreId = plan.StoreId;
        Snapshot = plan.Request.Snapshot.Id.ToString();
        ProjectId = plan.Request.ProjectId;
        Region = plan.Region;
        CanSeeConflicts = plan.CanSeeConflicts;
        SecretsBefore = plan.SecretsBefore;
        SecretLimit = plan.SecretLimit;
        EstimatedCost = plan.EstimatedCost;
        Options = new ScwRestoreOptions(plan.Request);
        Actions = plan.Items.Select(item => new ScwRestorePlanItem(item, plan)).ToArray();
    }

    /// <summary>Format of a saved plan.</summary>
    public string Format { get; } = SavedPlan.CurrentFormat;

    /// <summary>When the plan was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Where the store is.</summary>
    public string Store { get; }

    /// <summary>Id of the store.</summary>
    public Guid StoreId { get; }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string Snapshot { get; }

    /// <summary>Project of the destination.</summary>
    public string ProjectId { get; }

    /// <summary>Region of the destination.</summary>
    public string Region { get; }

    /// <summary>Region and project of the destination.</summary>
    public string Destination => $"{Region}/{ProjectId}";

    /// <summary>Whether the key may list the destination; if not, what is there already shows only when the plan is run.</summary>
    public bool CanSeeConflicts { get; }

    /// <summary>Secrets in the destination's project and region; null when the key may not list them.</summary>
    public int? SecretsBefore { get; }

    /// <summary>Secrets the plan reckons the organization may have; null for no limit.</summary>
    public int? SecretLimit { get; }

    /// <summary>What taking secrets and versions back from their deletion costs, in euros.</summary>
    public decimal EstimatedCost { get; }

    /// <summary>What the plan was asked for.</summary>
    public ScwRestoreOptions Options { get; }

    /// <summary>One item a secret.</summary>
    public IReadOnlyList<ScwRestorePlanItem> Actions { get; }

    /// <summary>Secrets that would be created.</summary>
    public int Creates => Count(RestoreAction.Create);

    /// <summary>Secrets that would be changed, recovered ones included.</summary>
    public int Updates => Count(RestoreAction.NewVersion) + Count(RestoreAction.Update) + Count(RestoreAction.Recover);

    /// <summary>Secrets that are the same already or are left alone.</summary>
    public int Untouched => Count(RestoreAction.Unchanged) + Count(RestoreAction.Skip);

    /// <summary>Secrets that can't be restored as asked.</summary>
    public int Problems => Count(RestoreAction.Conflict) + Count(RestoreAction.Refuse);

    /// <summary>Versions that would be written.</summary>
    public int VersionsToWrite => Actions.Sum(item => item.Revisions.Count);

    /// <summary>The plan as JSON that <c>-Plan</c> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);

    /// <summary>Counts and destination.</summary>
    public override string ToString() => $"{Creates} created, {Updates} changed, {Untouched} untouched, {Problems} problems in {Destination}";

    private int Count(RestoreAction action) => Actions.Count(item => item.Action == action);
}
