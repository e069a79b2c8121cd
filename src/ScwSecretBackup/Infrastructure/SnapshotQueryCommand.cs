using System.ComponentModel;
using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that select snapshots by what they say of themselves, as plakar's query options do.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SnapshotQueryCommand : StoreCommand
{
    private protected SnapshotQueryCommand()
    {
    }

    /// <summary>Only snapshots not after this time: a date, or an age such as <c>'30d'</c>, in quotes.</summary>
    [Parameter]
    [PointInTimeTransformation]
    [ArgumentCompleter(typeof(AgeCompleter))]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only snapshots not before this time: a date, or an age such as <c>'30d'</c>, in quotes.</summary>
    [Parameter]
    [PointInTimeTransformation]
    [ArgumentCompleter(typeof(AgeCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only snapshots of this name.</summary>
    [Parameter]
    [Alias("SnapshotName")]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Only snapshots of this category.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Category { get; set; } = "";

    /// <summary>Only snapshots of this environment.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Environment { get; set; } = "";

    /// <summary>Only snapshots of this perimeter.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Perimeter { get; set; } = "";

    /// <summary>Only snapshots of this job.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Job { get; set; } = "";

    /// <summary>Only snapshots of this dataset.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Dataset { get; set; } = "";

    /// <summary>Only snapshots with one of these classes of data.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DataClass { get; set; } = [];

    /// <summary>Only snapshots with all of these tags; a tag after <c>!</c> must be missing.</summary>
    [Parameter]
    [Alias("Label")]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Only snapshots with none of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ExcludeTag { get; set; } = [];

    /// <summary>Only snapshots of one of these types, such as <c>scaleway-secret</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Type { get; set; } = [];

    /// <summary>Only snapshots of one of these origins: region, slash, project.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Origin { get; set; } = [];

    /// <summary>Only snapshots of this root directory.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Root { get; set; } = [];

    /// <summary>Only the newest of the snapshots that the other filters select.</summary>
    [Parameter]
    public SwitchParameter Latest { get; set; }

    private protected SnapshotFilter Filter => new()
    {
        Before = Before,
        Since = Since,
        Name = Name,
        Category = Category,
        Environment = Environment,
        Perimeter = Perimeter,
        Job = Job,
        Dataset = Dataset,
        DataClasses = DataClass,
        Tags = [.. Tag.Where(tag => !IsExclusion(tag))],
        ExcludedTags = [.. ExcludeTag, .. Tag.Where(IsExclusion).Select(tag => tag[1..])],
        Types = Type,
        Origins = Origin,
        Roots = Root,
        Latest = Latest,
    };

    private static bool IsExclusion(string tag) => tag.Length > 1 && tag[0] == '!';
}
