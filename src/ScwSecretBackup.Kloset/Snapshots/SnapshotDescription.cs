namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>The part of a snapshot header that the writer chooses (FORMAT §9.1).</summary>
public sealed record SnapshotDescription
{
    /// <summary>Display name.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Category, such as <c>security</c>.</summary>
    public string Category { get; init; } = "";

    /// <summary>SLA attribute: environment of the source.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Perimeter.</summary>
    public string Perimeter { get; init; } = "";

    /// <summary>Job that made the snapshot.</summary>
    public string Job { get; init; } = "";

    /// <summary>Stable id of what was backed up.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>SLA attribute: classes of the data.</summary>
    public IReadOnlyList<string> DataClasses { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Free key-value pairs about the producer and the run, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Context { get; init; } = [];

    /// <summary>Importer type, such as <c>scaleway-secret</c> or <c>fs</c>.</summary>
    public required string ImporterType { get; init; }

    /// <summary>Importer origin.</summary>
    public required string ImporterOrigin { get; init; }

    /// <summary>Directory that was backed up; must exist as an entry of the snapshot.</summary>
    public string ImporterDirectory { get; init; } = "/";
}
