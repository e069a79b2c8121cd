using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

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
