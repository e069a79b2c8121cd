namespace ScwSecretBackup.Scaleway.SecretManager.Listing;

/// <summary>
/// Reads all pages of a listing and proves that they fit together (SECRET-MANAGER §6). The API has neither cursors nor snapshots:
/// items that appear or vanish while pages are read shift the later pages. A listing of several pages is therefore compared with a second
/// look at each of them - a count alone doesn't notice one item gone and another one new - and read again when anything differs.
/// The second look begins when the first has ended: what both saw was so in between, on all pages at once.
/// </summary>
/// <param name="getPage">Gets a page by its number, from 1.</param>
/// <param name="identify">The identity of an item.</param>
internal sealed class CompleteListing<T, TKey>(Func<int, CancellationToken, Task<Page<T>>> getPage, Func<T, TKey> identify)
    where TKey : notnull
{
    /// <summary>Items a page is asked to hold: the platform's usual maximum.</summary>
    public const int PageSize = 100;

    /// <summary>The platform's usual default, for a service that refuses <see cref="PageSize"/>.</summary>
    public const int SmallerPageSize = 50;

    /// <summary>A page of <see cref="PageSize"/> items with long tags and descriptions stays far below.</summary>
    public const int MaxPageBytes = 64 << 20;

    private const int MaxTries = 5;

    /// <summary>Far above every quota; ends a listing whose pages never do.</summary>
    private const int MaxItems = 1_000_000;

    /// <summary>Pages that are asked for at once.</summary>
    public required int Parallelism { get; init; }

    /// <summary>Delay before the listing is repeated for the first time.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>Clock of the delay.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>
    /// Whether the stated total may count items that are never listed: whether destroyed versions are listed is unknown (SECRET-MANAGER §13, question 17).
    /// Then two listings in a row with the same items are complete, whatever the total says.
    /// </summary>
    public bool TotalMayExceedItems { get; init; }

    /// <summary>The distinct items in the order of the service.</summary>
    /// <param name="action">What is listed, for messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ScalewayListingException">The pages never fit together.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync(string action, CancellationToken cancellationToken)
    {
        List<TKey>? previous = null;
        for (var attempt = 1; ; attempt++)
        {
            var pages = await ReadPagesAsync(cancellationToken).ConfigureAwait(false);
            if (AddsUp(pages) && (pages.Count == 1 || await IsUnchangedAsync(pages, cancellationToken).ConfigureAwait(false)))
            {
                return [.. Distinct(pages)];
            }

            if (TotalMayExceedItems)
            {
                List<TKey> items = [.. Distinct(pages).Select(identify)];
                if (previous is not null && items.Count < pages[^1].TotalCount && items.SequenceEqual(previous))
                {
                    return [.. Distinct(pages)];
                }

                previous = items;
            }

            if (attempt == MaxTries)
            {
                throw Inconsistent(action, pages);
            }

            await Task.Delay(Pause * attempt, TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for the first page alone, then for as many at once as its total leaves, until the pages end.</summary>
    private async Task<List<Page<T>>> ReadPagesAsync(CancellationToken cancellationToken)
    {
        var pages = new List<Page<T>>();
        var seen = new HashSet<TKey>();
        var width = 1;
        while (true)
        {
            foreach (var page in await ReadWaveAsync(pages.Count + 1, width, cancellationToken).ConfigureAwait(false))
            {
                var before = seen.Count;
                seen.UnionWith(page.Items.Select(identify));
                pages.Add(page);

                // A page that brings nothing new is the end, or a service that ignores the page number.
                if (page.TotalCount != pages[0].TotalCount || seen.Count >= page.TotalCount || seen.Count == before || seen.Count > MaxItems)
                {
                    return pages;
                }
            }

            var missing = pages[0].TotalCount - seen.Count;
            width = (int)Math.Min(Parallelism, ((missing - 1) / pages[0].Items.Count) + 1);
        }
    }

    /// <summary>Consecutive pages, asked for at once.</summary>
    private Task<Page<T>[]> ReadWaveAsync(int first, int count, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(first, count).Select(number => getPage(number, cancellationToken)));

    /// <summary>One total on all pages, and as many distinct items.</summary>
    private bool AddsUp(List<Page<T>> pages) =>
        pages.TrueForAll(page => page.TotalCount == pages[0].TotalCount) && Distinct(pages).Count() == pages[0].TotalCount;

    private async Task<bool> IsUnchangedAsync(List<Page<T>> pages, CancellationToken cancellationToken)
    {
        var unchanged = true;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, pages.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                // One difference is enough: the pages that have not been asked for yet are left alone.
                if (Volatile.Read(ref unchanged))
                {
                    var again = await getPage(index + 1, token).ConfigureAwait(false);
                    if (again.TotalCount != pages[index].TotalCount || !again.Items.Select(identify).SequenceEqual(pages[index].Items.Select(identify)))
                    {
                        Volatile.Write(ref unchanged, false);
                    }
                }
            }).ConfigureAwait(false);
        return unchanged;
    }

    private IEnumerable<T> Distinct(List<Page<T>> pages) => pages.SelectMany(page => page.Items).DistinctBy(identify);

    private ScalewayListingException Inconsistent(string action, List<Page<T>> pages)
    {
        var found = Distinct(pages).Count();
        var stated = pages[^1].TotalCount;
        return new ScalewayListingException(
            $"Could not {action}: {MaxTries} listings in a row did not add up or changed while they were read. The last one held {found} distinct items, "
            + $"and the service stated a total of {stated}. Try again when nothing else changes the project.")
        {
            Found = found,
            Stated = stated,
        };
    }
}
