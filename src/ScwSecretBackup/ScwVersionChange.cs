using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup;

/// <summary>Metadata of a version in the destination that a restore replaces.</summary>
public sealed class ScwVersionChange
{
    internal ScwVersionChange(VersionChange change)
    {
        Revision = change.Revision;
        Status = change.Status;
        Description = change.Description;
    }

    /// <summary>Revision in the destination.</summary>
    public int Revision { get; }

    /// <summary>New status, or null to keep it.</summary>
    public string? Status { get; }

    /// <summary>New description, or null to keep it.</summary>
    public string? Description { get; }

    /// <summary>Revision and what changes.</summary>
    public override string ToString() => $"revision {Revision}: {Status ?? (Description is null ? "lifetime" : "new description")}";
}
