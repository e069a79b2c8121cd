using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Host;
using ScwSecretBackup.Catalogue;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets: runs asynchronous work off the pipeline thread, shows its progress, and turns its exceptions into error records.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EngineCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private volatile PipelinePump? _pump;

    private protected EngineCommand()
    {
    }

    /// <summary>Releases what the cmdlet holds. PowerShell calls it in every case; EndProcessing is skipped when the pipeline stops.</summary>
    public void Dispose()
    {
        Release();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels the work, nothing else: it runs on another thread than the pipeline's.</summary>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Frees resources of a derived cmdlet; called once.</summary>
    private protected virtual void Release()
    {
    }

    /// <summary>Runs work to its end while the pipeline thread writes what the work hands it. What goes wrong ends the command.</summary>
    /// <param name="activity">Title of the progress bar.</param>
    /// <param name="target">What an error is about: a name or an id.</param>
    /// <param name="work">The work.</param>
    internal T Run<T>(string activity, string target, Func<EngineRun, Task<T>> work)
    {
        (T? result, Exception? failure) = Attempt(activity, work);
        if (failure is not null)
        {
            Fail(Errors.FromException(failure, target));
        }

        return result!;
    }

    /// <summary>Runs work of which a failure need not end the command.</summary>
    internal (T? Result, Exception? Failure) Attempt<T>(string activity, Func<EngineRun, Task<T>> work)
    {
        var pump = new PipelinePump();
        var progress = new ProgressThrottle(activity, record => pump.Post(() => WriteProgress(record)));
        _pump = pump;
        try
        {
            Task<T> ended = pump.Run(token => work(new EngineRun(this, pump, progress, token)), _stop.Token);
            return Observe(ended);
        }
        finally
        {
            _pump = null;
            if (progress.HasShown && !Stopping)
            {
                WriteProgress(progress.Completed);
            }
        }
    }

    /// <inheritdoc cref="Run{T}(string, string, Func{EngineRun, Task{T}})" />
    internal void Run(string activity, string target, Func<EngineRun, Task> work) =>
        Run(activity, target, async run =>
        {
            await work(run).ConfigureAwait(false);
            return true;
        });

    /// <summary>Asks as PowerShell does; where nobody can be asked, the command ends with an error.</summary>
    internal new bool ShouldProcess(string target, string action) => Ask(() => base.ShouldProcess(target, action), $"{action}: {target}", null);

    /// <inheritdoc cref="ShouldProcess(string, string)" />
    internal new bool ShouldProcess(string description, string warning, string caption, out ShouldProcessReason reason)
    {
        ShouldProcessReason why = ShouldProcessReason.None;
        bool answer = Ask(() => base.ShouldProcess(description, warning, caption, out why), description, null);
        reason = why;
        return answer;
    }

    /// <inheritdoc cref="ShouldProcess(string, string)" />
    internal new bool ShouldContinue(string query, string caption) => Ask(() => base.ShouldContinue(query, caption), query, "Add -Force where that is meant.");

    /// <summary>Writes a debug line from any thread while work is under way.</summary>
    internal void PostDebug(string message) => _pump?.Post(() => WriteDebug(message));

    /// <summary>Writes a verbose line from any thread while work is under way.</summary>
    internal void PostVerbose(string message) => _pump?.Post(() => WriteVerbose(message));

    /// <summary>Writes a warning from any thread while work is under way.</summary>
    internal void PostWarning(string message) => _pump?.Post(() => WriteWarning(message));

    /// <summary>Ends the command with an error.</summary>
    [DoesNotReturn]
    internal void Fail(ErrorRecord error)
    {
        ThrowTerminatingError(error);
        throw new UnreachableException();
    }

    private bool Ask(Func<bool> question, string what, string? action)
    {
        try
        {
            return question();
        }
        catch (Exception exception) when (exception is HostException or PSInvalidOperationException or NotImplementedException)
        {
            Fail(Errors.Create($"A confirmation is needed, and nobody can be asked for it here. {what}", ErrorCatalogue.ConfirmationRequired, MyInvocation.MyCommand.Name, action, exception));
            return false;
        }
    }

    private (T? Result, Exception? Failure) Observe<T>(Task<T> ended)
    {
        try
        {
            return (ended.GetAwaiter().GetResult(), null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception)
        {
            return (default, exception);
        }
    }
}
