using System.Globalization;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup;

/// <summary>A restore point in a store. Converts to its id, so it can be given wherever a snapshot id is wanted.</summary>
public sealed class ScwSnapshot
{
    internal ScwSnapshot(SnapshotHeader header, string store)
    {
        SnapshotDescription description = header.Description;
        Id = header.Id.ToString();
        Timestamp = header.Timestamp;
        Duration = header.Duration;
        Name = description.Name;
        Type = description.ImporterType;
        Origin = description.ImporterOrigin;
        Root = description.ImporterDirectory;
        Environment = description.Environment;
        DataClasses = description.DataClasses.ToArray();
        Dataset = description.Dataset;
        Category = description.Category;
        Perimeter = description.Perimeter;
        Job = description.Job;
        Tags = description.Tags.ToArray();
        SecretCount = ReadCount(description, "Secrets");
        VersionCount = ReadCount(description, "Versions");
        Filter = SnapshotScope.FilterOf(header.Description);
        Items = header.FileCount;
        Size = header.TotalSize;
        Errors = header.ErrorCount;
        IsSigned = header.IsSigned;
        Store = store;
    }

    /// <summary>Identifier, 64 hex digits.</summary>
    public string Id { get; }

    /// <summary>First 8 digits of the identifier, enough to name it in nearly every store.</summary>
    public string ShortId => Id[..8];

    /// <summary>Start of the backup, UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>How long the backup took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What made it: <c>scaleway-secret</c> for this module, other words for other sources of plakar.</summary>
    public string Type { get; }

    /// <summary>What was backed up: region and project for this module.</summary>
    public string Origin { get; }

    /// <summary>Directory that was backed up.</summary>
    public string Root { get; }

    /// <summary>SLA attribute: environment of the source.</summary>
    public string Environment { get; }

    /// <summary>SLA attribute: classes of the data.</summary>
    public IReadOnlyList<string> DataClasses { get; }

    /// <summary>Stable id of the source.</summary>
    public string Dataset { get; }

    /// <summary>Category, such as <c>security</c>.</summary>
    public string Category { get; }

    /// <summary>Perimeter.</summary>
    public string Perimeter { get; }

    /// <summary>Job that made it.</summary>
    public string Job { get; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Secrets in the snapshot, or null when it was not made by this module.</summary>
    public int? SecretCount { get; }

    /// <summary>Versions in the snapshot, or null when it was not made by this module.</summary>
    public int? VersionCount { get; }

    /// <summary>What the backup was limited to, in words; empty when it took everything, or when this module did not make it.</summary>
    public string Filter { get; }

    /// <summary>Whether it is of a part of the project only, as it was asked for.</summary>
    public bool IsPartial => Filter.Length > 0;

    /// <summary>Files in the snapshot.</summary>
    public long Items { get; }

    /// <summary>Bytes of all files.</summary>
    public long Size { get; }

    /// <summary>Errors recorded during the backup.</summary>
    public long Errors { get; }

    /// <summary>Whether it is signed.</summary>
    public bool IsSigned { get; }

    /// <summary>Where its store is.</summary>
    public string Store { get; }

    /// <summary>The identifier.</summary>
    public override string ToString() => Id;

    private static int? ReadCount(SnapshotDescription description, string key) =>
        int.TryParse(description.Context.FirstOrDefault(pair => pair.Key == key).Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;
}
