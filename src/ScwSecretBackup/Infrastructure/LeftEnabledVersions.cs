using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Backup.Enabling;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Sees to the versions of a source that an earlier backup enabled and, because it was killed, could not disable again.</summary>
internal sealed class LeftEnabledVersions(EngineCommand command, ScalewaySession source)
{
    private readonly Dictionary<string, EngineException> _errors = new(StringComparer.Ordinal);

    /// <summary>Where this command's own enabling is written down.</summary>
    public IEnablingJournal Journal { get; } = UserState.FindFolder("enablings") is { } folder
        ? new FileEnablingJournal(folder, command.PostWarning)
        : new NoEnablingJournal(command.PostWarning);

    /// <summary>Versions that may be enabled still, by folder, name and revision.</summary>
    public IReadOnlyDictionary<string, EngineException> Errors => _errors;

    /// <summary>Disables them, each after it was asked for, and says by warning what was done.</summary>
    public void Recover()
    {
        IReadOnlyList<IHeldIntention> abandoned = command.Run("Looking for versions left enabled", source.Origin, _ =>
            Task.FromResult(Journal.TakeAbandoned(source.Settings.Region, source.Settings.ProjectId)));
        try
        {
            foreach (IHeldIntention intention in abandoned.Where(IsWanted))
            {
                Recover(intention);
            }
        }
        finally
        {
            foreach (IHeldIntention intention in abandoned)
            {
                intention.Dispose();
            }
        }
    }

    private bool IsWanted(IHeldIntention held) => command.ShouldProcess(
        $"{held.Intention.Name} in {source.Origin}", "Disable the version again that an earlier backup enabled");

    private void Recover(IHeldIntention intention)
    {
        var recovery = new EnablingRecovery(source.Client);
        RecoveredEnabling result = command.Run("Disabling versions again", source.Origin, run => recovery.RunAsync(intention, run.CancellationToken));
        if (result.Error is { } error)
        {
            _errors[result.Intention.Name] = error;
        }
        else if (result.Outcome is EnablingOutcome.DisabledAgain or EnablingOutcome.ChangedSince)
        {
            command.WriteWarning(result.Message);
        }
        else
        {
            command.WriteVerbose(result.Message);
        }
    }
}
