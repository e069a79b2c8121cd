namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>An intention that is written down nowhere.</summary>
internal sealed class ForgottenIntention(EnablingIntention intention) : IHeldIntention
{
    /// <inheritdoc />
    public EnablingIntention Intention { get; } = intention;

    /// <inheritdoc />
    public void NoteEnabled(DateTimeOffset enabledAt)
    {
    }

    /// <inheritdoc />
    public void Complete()
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
