using ScwSecretBackup.Engine.Retention;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup;

/// <summary>What retention decided for a snapshot, and why.</summary>
public sealed class ScwRetentionDecision
{
    internal ScwRetentionDecision(RetentionDecision decision, bool removed, string store)
    {
        SnapshotDescription description = decision.Snapshot.Description;
        Snapshot = decision.Snapshot.Id.ToString();
        Timestamp = decision.Snapshot.Timestamp;
        Name = description.Name;
        Origin = description.ImporterOrigin;
        Dataset = description.Dataset;
        Action = decision.Action;
        Rule = decision.Rule;
        Bucket = decision.Bucket;
        Rank = decision.Rank;
        Cap = decision.Cap;
        Note = decision.Note;
        Held = decision.Held;
        Removed = removed;
        Store = store;
    }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string Snapshot { get; }

    /// <summary>Start of its backup, UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is a backup of.</summary>
    public string Origin { get; }

    /// <summary>Stable id of the source.</summary>
    public string Dataset { get; }

    /// <summary>Keep or Delete.</summary>
    public RetentionAction Action { get; }

    /// <summary>Period of the rule that decided, such as <c>day</c>; empty when none did.</summary>
    public string Rule { get; }

    /// <summary>The bucket, such as <c>2026-11-24</c>, in UTC; empty when no rule decided.</summary>
    public string Bucket { get; }

    /// <summary>Place in the bucket, from 1 for the newest; 0 when no rule decided.</summary>
    public int Rank { get; }

    /// <summary>Snapshots that the rule keeps of a bucket; 0 for all.</summary>
    public int Cap { get; }

    /// <summary>The reason in words.</summary>
    public string Note { get; }

    /// <summary>Whether no rule keeps it and it stays all the same, as the last of its dataset.</summary>
    public bool Held { get; }

    /// <summary>Whether it was removed now; false under -WhatIf.</summary>
    public bool Removed { get; }

    /// <summary>Where the store is.</summary>
    public string Store { get; }

    /// <summary>Action and snapshot id.</summary>
    public override string ToString() => $"{Action} {Snapshot}";
}
