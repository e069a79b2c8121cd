using System.Runtime.CompilerServices;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks several things at once and gives the results in their order. What is read for them is bounded by the width of the window.</summary>
internal static class CheckWindow
{
    public static async IAsyncEnumerable<FindingList> RunAsync<T>(
        IReadOnlyList<T> items, int width, Func<T, CancellationToken, Task<FindingList>> check, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<FindingList>> running = new(width);
        try
        {
            foreach (T item in items)
            {
                running.Enqueue(Task.Run(() => check(item, stop.Token), CancellationToken.None));
                if (running.Count == width)
                {
                    yield return await running.Dequeue().ConfigureAwait(false);
                }
            }

            while (running.TryDequeue(out Task<FindingList>? next))
            {
                yield return await next.ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (Task<FindingList> rest in running)
            {
                await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
