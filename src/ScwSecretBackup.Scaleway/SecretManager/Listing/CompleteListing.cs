namespace ScwSecretBackup.Scaleway.SecretManager.Listing;

/// <summary>
/// Reads all pages of a listing and proves that they fit together (SECRET-MANAGER §6). The API has neither cursors nor snapshots:
/// items that appear or vanish while pages are read shift the later pages, so a listing that doesn't add up is read again.
/// </summary>
/// <param name="getPage">Gets a page by its number, from 1.</param>
/// <param name="identify">The identity of an item.</param>
internal sealed class CompleteListing<T, TKey>(Func<int, CancellationToken, Task<Page<T>>> getPage, Func<T, TKey> identify)
    where TKey : notnull
{
    /// <summary>Items a page is asked to hold: the platform's usual maximum.</summary>
    public const int PageSize = 100;

    /// <summary>A page of <see cref="PageSize"/> items with long tags and descriptions stays far below.</summary>
    public const int MaxPageBytes = 64 << 20;

    private const int MaxTries = 5;

    /// <summary>Far above every quota; ends a listing whose pages never do.</summary>
    private const int MaxItems = 1_000_000;

    /// <summary>The distinct items in the order of the service.</summary>
    /// <param name="action">What is listed, for messages.</param>
    /// <param name="pause">Delay before the listing is repeated.</param>
    /// <param name="timeProvider">Clock of the delay.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ScalewayListingException">The pages never fit together.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync(string action, TimeSpan pause, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var listed = await ReadOnceAsync(cancellationToken).ConfigureAwait(false);
            if (listed.IsComplete)
            {
                return listed.Items;
            }

            if (attempt == MaxTries)
            {
                throw new ScalewayListingException(
                    $"Could not {action}: {MaxTries} listings in a row did not add up. The last one held {listed.Items.Count} distinct items, "
                    + $"but the service stated a total of {listed.Stated}. Try again when nothing else changes the project.")
                {
                    Found = listed.Items.Count,
                    Stated = listed.Stated,
                };
            }

            await Task.Delay(pause * attempt, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(IReadOnlyList<T> Items, int Stated, bool IsComplete)> ReadOnceAsync(CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var seen = new HashSet<TKey>();
        int? stated = null;
        for (var number = 1; ; number++)
        {
            var page = await getPage(number, cancellationToken).ConfigureAwait(false);
            var before = items.Count;
            items.AddRange(page.Items.Where(item => seen.Add(identify(item))));
            var changed = stated is not null && stated != page.TotalCount;
            stated = page.TotalCount;

            // A page that brings nothing new is the end, or a service that ignores the page number.
            if (changed || items.Count >= page.TotalCount || items.Count == before || items.Count > MaxItems)
            {
                return (items, page.TotalCount, !changed && items.Count == page.TotalCount);
            }
        }
    }
}
