using ScwSecretBackup.Scaleway;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Makes the calls of one restore so that a cancellation falls between writes: a write under way may end for a while, because a write that is cut
/// has an unclear outcome. Repeats calls that the service answers with "not found" right after a creation.
/// </summary>
internal sealed class DestinationWrites : IDisposable
{
    /// <summary>Ten times what all but one write in ten take (SECRET-MANAGER §2), and short enough for somebody who waits for a prompt.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    /// <summary>The client waits for what appears soon, too; both together must not take minutes for what never appears.</summary>
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(10);

    private readonly SettlingPolicy _settling;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _grace;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Makes calls until <paramref name="cancellationToken"/> is cancelled.</summary>
    public DestinationWrites(SettlingPolicy settling, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        _settling = settling;
        _timeProvider = timeProvider;
        _cancellationToken = cancellationToken;
        _grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        _registration = cancellationToken.Register(() => _grace.CancelAfter(GracePeriod));
    }

    /// <summary>Tries before giving up on an outcome.</summary>
    public int Attempts => _settling.Attempts;

    /// <summary>Waits for the service to settle.</summary>
    /// <param name="attempt">Number of the try that just ended, from 1.</param>
    public Task WaitAsync(int attempt) => Task.Delay(_settling.DelayAfter(attempt), _timeProvider, _cancellationToken);

    /// <summary>Makes a call that changes something.</summary>
    public Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        return call(_grace.Token);
    }

    /// <summary>Makes a call that changes something that was created a moment ago.</summary>
    public Task<T> WriteSettlingAsync<T>(Func<CancellationToken, Task<T>> call) => SettleAsync(() => WriteAsync(call));

    /// <summary>
    /// Makes a call that sets a state. Such a call is repeated when its answer is lost, and a service may refuse to set what is set already:
    /// a refusal counts only when the state is not the wanted one.
    /// </summary>
    public async Task ChangeStateAsync<T>(Func<CancellationToken, Task<T>> change, Func<CancellationToken, Task<T>> read, Func<T, bool> isReached)
    {
        try
        {
            await WriteSettlingAsync(change).ConfigureAwait(false);
        }
        catch (ScalewayApiException exception) when (ServiceRefusal.ConcernsOneItem(exception) && !exception.IsPermissionDenied)
        {
            if (!await IsReachedAsync(read, isReached).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    /// <summary>
    /// Makes a call that sets a state and that is not repeated by itself: after a lost answer it looks whether the state is reached before it calls again.
    /// </summary>
    public async Task ChangeOnceAsync<T>(Func<CancellationToken, Task<T>> change, Func<CancellationToken, Task<T>> read, Func<T, bool> isReached)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await ChangeStateAsync(change, read, isReached).ConfigureAwait(false);
                return;
            }
            catch (ScalewayException exception) when (exception.IsOutcomeUnclear && attempt < _settling.Attempts)
            {
                await WaitAsync(attempt).ConfigureAwait(false);
                if (await IsReachedAsync(read, isReached).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Makes a call that reads something that was created a moment ago.</summary>
    public Task<T> ReadSettlingAsync<T>(Func<CancellationToken, Task<T>> call) => SettleAsync(() => call(_cancellationToken));

    /// <inheritdoc />
    public void Dispose()
    {
        _registration.Dispose();
        _grace.Dispose();
    }

    private async Task<bool> IsReachedAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, bool> isReached)
    {
        try
        {
            return isReached(await read(_cancellationToken).ConfigureAwait(false));
        }
        catch (ScalewayException)
        {
            // The refusal is what there is to tell.
            return false;
        }
    }

    private async Task<T> SettleAsync<T>(Func<Task<T>> call)
    {
        long started = _timeProvider.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (ScalewayApiException exception) when (exception.IsNotFound && attempt < _settling.Attempts && _timeProvider.GetElapsedTime(started) < LongestSettling)
            {
                await WaitAsync(attempt).ConfigureAwait(false);
            }
        }
    }
}
