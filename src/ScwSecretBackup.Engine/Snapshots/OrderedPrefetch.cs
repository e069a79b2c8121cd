using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Works on several items of a sequence at once and yields the results in the order of the sequence.</summary>
internal static class OrderedPrefetch
{
    /// <inheritdoc cref="SelectAsync{TSource, TResult}(IAsyncEnumerable{TSource}, int, Func{TSource, CancellationToken, Task{TResult}}, CancellationToken)" />
    public static IAsyncEnumerable<TResult> SelectAsync<TSource, TResult>(
        IReadOnlyList<TSource> source, int concurrency, Func<TSource, CancellationToken, Task<TResult>> selector, CancellationToken cancellationToken) =>
        SelectAsync(StreamAsync(source), concurrency, selector, cancellationToken);

    /// <summary>Maps <paramref name="source"/> with at most <paramref name="concurrency"/> items under way or waiting to be taken.</summary>
    public static async IAsyncEnumerable<TResult> SelectAsync<TSource, TResult>(
        IAsyncEnumerable<TSource> source,
        int concurrency,
        Func<TSource, CancellationToken, Task<TResult>> selector,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<Task<TResult>>(concurrency);
        Task producer = ProduceAsync(source, selector, channel.Writer, stop.Token);
        try
        {
            await foreach (Task<TResult> task in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return await task.ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await producer.ConfigureAwait(false);
            while (channel.Reader.TryRead(out Task<TResult>? task))
            {
                await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async IAsyncEnumerable<TSource> StreamAsync<TSource>(IReadOnlyList<TSource> source)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (TSource item in source)
        {
            yield return item;
        }
    }

    private static async Task ProduceAsync<TSource, TResult>(
        IAsyncEnumerable<TSource> source,
        Func<TSource, CancellationToken, Task<TResult>> selector,
        ChannelWriter<Task<TResult>> writer,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TSource item in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(Task.Run(() => selector(item, cancellationToken), CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            writer.Complete(exception);
        }
    }
}
