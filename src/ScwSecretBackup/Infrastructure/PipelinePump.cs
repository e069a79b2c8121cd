using System.Threading.Channels;

namespace ScwSecretBackup.Infrastructure;

/// <summary>
/// Runs work on the thread pool while the pipeline thread executes what the work posts: PowerShell accepts output only on the thread
/// that called the cmdlet.
/// </summary>
internal sealed class PipelinePump
{
    private readonly Channel<Action> _actions = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Queues an action for the pipeline thread and does not wait; nothing happens once the work has ended.</summary>
    public void Post(Action action) => _actions.Writer.TryWrite(action);

    /// <summary>Queues an action and ends when the pipeline thread has executed it, so that a slow consumer slows the work down.</summary>
    public Task InvokeAsync(Action action, CancellationToken cancellationToken)
    {
        var executed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            action();
            executed.SetResult();
        });
        return executed.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Blocks until the work has ended and returns its task, completed. An exception of a posted action (a stopped pipeline, or
    /// <c>Select-Object -First</c> downstream, for which StopProcessing is not called) cancels the work, waits for it, and goes on to the caller.
    /// </summary>
    public Task<T> Run<T>(Func<CancellationToken, Task<T>> work, CancellationToken stopping)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task<T> task = Task.Run(() => work(cancellation.Token), CancellationToken.None);
        Task closed = task.ContinueWith(_ => _actions.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            ExecuteActions();
        }
        catch
        {
            cancellation.Cancel();
            closed.Wait(CancellationToken.None);
            _ = task.Exception;
            throw;
        }

        return task;
    }

    private void ExecuteActions()
    {
        while (_actions.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            while (_actions.Reader.TryRead(out Action? action))
            {
                action();
            }
        }
    }
}
