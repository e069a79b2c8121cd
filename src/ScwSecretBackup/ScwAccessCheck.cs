using ScwSecretBackup.Engine.Access;

namespace ScwSecretBackup;

/// <summary>What is known of one permission set of an API key, for one direction.</summary>
public sealed class ScwAccessCheck
{
    internal ScwAccessCheck(AccessCheck check, string app, string projectId, string region, DateTimeOffset? keyExpiresAt)
    {
        Direction = check.Direction;
        PermissionSet = check.PermissionSet;
        Needed = check.IsNeeded;
        Granted = check.Grant;
        Evidence = check.Evidence;
        WithoutIt = check.WithoutIt;
        App = app;
        ProjectId = projectId;
        Region = region;
        KeyExpiresAt = keyExpiresAt;
    }

    /// <summary>Source for backups, Destination for restores.</summary>
    public AccessDirection Direction { get; }

    /// <summary>Name of the permission set, as Scaleway's IAM has it.</summary>
    public string PermissionSet { get; }

    /// <summary>Whether every backup or restore needs it; the others are for an option.</summary>
    public bool Needed { get; }

    /// <summary>Yes, No, Likely (not refused on something that does not exist) or Unknown.</summary>
    public AccessGrant Granted { get; }

    /// <summary>What that was concluded from.</summary>
    public string Evidence { get; }

    /// <summary>What does not work without it, and what still does.</summary>
    public string WithoutIt { get; }

    /// <summary>Name of the source or destination, or empty.</summary>
    public string App { get; }

    /// <summary>Project.</summary>
    public string ProjectId { get; }

    /// <summary>Region.</summary>
    public string Region { get; }

    /// <summary>When the API key expires, as far as it was registered.</summary>
    public DateTimeOffset? KeyExpiresAt { get; }

    /// <summary>The set and whether it is granted.</summary>
    public override string ToString() => $"{PermissionSet}: {Granted}";
}
