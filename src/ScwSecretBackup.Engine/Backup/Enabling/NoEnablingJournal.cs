namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>Remembers nothing, and says so where that matters.</summary>
public sealed class NoEnablingJournal : IEnablingJournal
{
    private readonly Action<string> _onTrouble;

    /// <summary>Tells <paramref name="onTrouble"/> of each version that is enabled and written down nowhere.</summary>
    public NoEnablingJournal(Action<string>? onTrouble = null) => _onTrouble = onTrouble ?? (static _ => { });

    /// <inheritdoc />
    public IHeldIntention Begin(EnablingIntention intention)
    {
        _onTrouble($"{intention.Name} is enabled to be read, and there is no folder to write that down in: if this process is killed now, the version stays enabled and no later backup knows it.");
        return new ForgottenIntention(intention);
    }

    /// <inheritdoc />
    public IReadOnlyList<IHeldIntention> TakeAbandoned(string region, string projectId) => [];
}
