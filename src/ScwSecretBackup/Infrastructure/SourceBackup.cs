using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Scaleway;

namespace ScwSecretBackup.Infrastructure;

/// <summary>
/// The backup of one source among several. Trouble with the source is one error and one failed result, and the others go on; trouble with the
/// store concerns all of them and ends the command.
/// </summary>
internal sealed class SourceBackup(EngineCommand command, StoreSession store, ScalewaySession source, SecretSelection selection)
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly LeftEnabledVersions _leftEnabled = new(command, source);

    /// <summary>Disables again what an earlier backup of this source left enabled because it was killed; before the plan, which then sees it as it is.</summary>
    public void Recover() => _leftEnabled.Recover();

    /// <summary>Plans; null when that failed, and then the failure is written.</summary>
    public BackupPlan? TryPlan(BackupRequest request)
    {
        var planner = new BackupPlanner(new ReadOnlySecretManager(source.Client), store.Store);
        (BackupPlan? plan, Exception? failure) = command.Attempt("Planning the backup", run => planner.PlanAsync(request, run.Progress, run.CancellationToken));
        if (failure is not null)
        {
            WriteFailure(failure);
        }

        return plan;
    }

    /// <summary>Executes the plan and writes what came of it.</summary>
    public void Run(BackupPlan plan)
    {
        var runner = new BackupRunner(source.Client, store.Store, TimeProvider.System, _leftEnabled.Journal);
        (BackupResult? result, Exception? failure) = command.Attempt("Backing up", run => runner.RunAsync(plan, run.Progress, run.CancellationToken));
        if (result is null)
        {
            WriteFailure(failure!);
        }
        else
        {
            store.KnownSecrets.Remember(result.SnapshotId, plan.Items.Select(item => new KnownSecret(item.Folder, item.Name, [])));
            Write(_leftEnabled.Errors.Count == 0 ? result : result with { Status = BackupStatus.Partial });
        }
    }

    private void WriteFailure(Exception failure)
    {
        ErrorRecord error = Errors.FromException(failure, source.Origin);
        if (command.Stopping && failure is EngineException { Kind: EngineErrorKind.VersionLeftEnabled })
        {
            // A pipeline that stops takes no more errors, and this one must be seen.
            command.Host.UI.WriteErrorLine($"{failure.Message} {error.ErrorDetails.RecommendedAction}");
        }

        if (failure is not (EngineException or ScalewayException))
        {
            command.Fail(error);
        }

        command.WriteObject(new ScwBackupResult(source, selection, store.Location, _start, error));
        command.WriteError(error);
        WriteLeftEnabled(_leftEnabled.Errors);
    }

    // The result goes first: with -ErrorAction Stop the first error ends the command.
    private void Write(BackupResult result)
    {
        command.WriteObject(new ScwBackupResult(result, source.App?.Name, store.Location));
        foreach (SkippedVersion version in result.Skipped.Where(version => !version.IsError))
        {
            command.WriteVerbose($"Without its value, as the rules have it: {SecretPath.Join(version.Folder, version.Name)}@{version.Revision}, {version.Reason}.");
        }

        foreach (string warning in result.Warnings)
        {
            command.WriteWarning(warning);
        }

        foreach (SelectionMiss miss in result.Misses)
        {
            command.WriteError(SelectionBinding.ToRecord(miss, source.Origin));
        }

        WriteLeftEnabled(_leftEnabled.Errors);
        WriteLeftEnabled(result.LeftEnabled);

        foreach (SkippedVersion version in result.Skipped.Where(version => version.IsError))
        {
            command.WriteError(Errors.FromItem(version.Error!, $"{SecretPath.Join(version.Folder, version.Name)}@{version.Revision}"));
        }
    }

    private void WriteLeftEnabled(IReadOnlyDictionary<string, EngineException> versions)
    {
        foreach ((string name, EngineException error) in versions)
        {
            command.WriteError(Errors.FromException(error, name));
        }
    }
}
