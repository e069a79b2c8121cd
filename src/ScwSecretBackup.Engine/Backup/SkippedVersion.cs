namespace ScwSecretBackup.Engine.Backup;

/// <summary>A version whose value is not in the snapshot.</summary>
/// <param name="Folder">Folder of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="Revision">Version.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Error">The error, when one refused what should have worked; else null.</param>
public sealed record SkippedVersion(string Folder, string Name, int Revision, string Reason, Exception? Error)
{
    /// <summary>Whether this makes the backup partial.</summary>
    public bool IsError => Error is not null;
}
