namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>A version that a backup is about to enable for as long as it takes to read it. Holds no value.</summary>
/// <param name="Region">Region of the source.</param>
/// <param name="ProjectId">Project of the source.</param>
/// <param name="SecretId">The secret.</param>
/// <param name="Revision">The version.</param>
/// <param name="Name">Folder, name and revision, for messages.</param>
/// <param name="Since">When it was written down, by the clock of this machine.</param>
public sealed record EnablingIntention(string Region, string ProjectId, string SecretId, int Revision, string Name, DateTimeOffset Since)
{
    /// <summary>What the service said that the time of the change was, once it was enabled; null before, and where the service does not say it.</summary>
    public DateTimeOffset? EnabledAt { get; init; }
}
