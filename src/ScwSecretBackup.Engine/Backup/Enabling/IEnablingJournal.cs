namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>Remembers between runs which versions a backup is about to enable, so that one that was killed leaves none enabled in silence. Safe for concurrent use.</summary>
public interface IEnablingJournal
{
    /// <summary>Writes an intention down, durably, before the version is enabled.</summary>
    IHeldIntention Begin(EnablingIntention intention);

    /// <summary>Takes over the intentions for a project and region whose owner is gone; those of running backups, and versions that one of them has enabled, are left out.</summary>
    IReadOnlyList<IHeldIntention> TakeAbandoned(string region, string projectId);
}
