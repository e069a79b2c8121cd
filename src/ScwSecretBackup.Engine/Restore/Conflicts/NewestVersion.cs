namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>What it takes for the snapshot's newest enabled value to be the destination's.</summary>
/// <param name="Revision">The revision of the snapshot it is about; 0 when nothing needs to be done.</param>
/// <param name="HeldBy">The newest revision of the destination when it holds that value already, else null.</param>
/// <param name="IsUnknown">The destination's newest version can't be read.</param>
internal sealed record NewestVersion(int Revision, int? HeldBy, bool IsUnknown)
{
    /// <summary>It is the newest one, or becomes it.</summary>
    public static NewestVersion InPlace { get; } = new(0, null, false);

    /// <summary>Whether it has to be written once more.</summary>
    public bool HasToBeWritten => Revision > 0 && HeldBy is null && !IsUnknown;

    /// <summary>A newer version holds the value.</summary>
    public static NewestVersion AlreadyAt(int revision, int heldBy) => new(revision, heldBy, false);

    /// <summary>A newer version holds another value.</summary>
    public static NewestVersion WriteAgain(int revision) => new(revision, null, false);

    /// <summary>A newer version can't be read.</summary>
    public static NewestVersion Unknown(int revision) => new(revision, null, true);
}
