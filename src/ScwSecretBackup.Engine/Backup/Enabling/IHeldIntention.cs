namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>An intention that nobody else may touch until it is disposed. Disposing alone keeps it for the next backup; so does the end of the process.</summary>
public interface IHeldIntention : IDisposable
{
    /// <summary>What was written down.</summary>
    EnablingIntention Intention { get; }

    /// <summary>Adds when the service enabled the version.</summary>
    void NoteEnabled(DateTimeOffset enabledAt);

    /// <summary>Forgets it: the version is disabled again, or was never enabled.</summary>
    void Complete();
}
