namespace ScwSecretBackup.Engine.Retention;

/// <summary>What snapshots are grouped by before the rules are applied. In a group of its own is what has none of it.</summary>
public enum RetentionGroup
{
    /// <summary>No groups: the rules apply to all snapshots together.</summary>
    None,

    /// <summary>By name.</summary>
    Name,

    /// <summary>By category.</summary>
    Category,

    /// <summary>By environment.</summary>
    Environment,

    /// <summary>By perimeter.</summary>
    Perimeter,

    /// <summary>By job.</summary>
    Job,

    /// <summary>By the stable id of the source.</summary>
    Dataset,

    /// <summary>By class of data: a snapshot with several is in several groups, and is kept if one of them keeps it.</summary>
    DataClass,

    /// <summary>By tag: a snapshot with several is in several groups, and is kept if one of them keeps it.</summary>
    Tag,

    /// <summary>By origin.</summary>
    Origin,

    /// <summary>By type of the source.</summary>
    Type,

    /// <summary>By the directory that was backed up.</summary>
    Root,
}
