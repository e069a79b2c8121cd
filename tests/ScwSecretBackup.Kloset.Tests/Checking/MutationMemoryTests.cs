using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Checking;

/// <summary>Lengths that damage makes large don't become allocations. Alone, because allocations are counted for the whole process.</summary>
[Collection(nameof(MutationMemoryTests))]
public sealed class MutationMemoryTests
{
    private const int Step = 61;
    private const long Bound = 32 << 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checking_and_reading_damaged_files_takes_little_memory()
    {
        MemoryStorage pristine = new();
        Mac id;
        await using (KlosetStore created = await TestStores.CreateAsync(pristine, encrypted: false, compress: false))
        {
            id = await TestStores.WriteAsync(created, new Dictionary<string, byte[]> { ["/a"] = [1], ["/b/c"] = [2, 2] });
        }

        foreach (Mutation mutation in pristine.Files.SelectMany(file => Mutation.Of(file.Key, file.Value.Length, Step)))
        {
            MemoryStorage damaged = mutation.ApplyTo(pristine);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await CheckAndReadAsync(damaged, id);

            Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Bound);
        }
    }

    private static async Task CheckAndReadAsync(MemoryStorage damaged, Mac id)
    {
        try
        {
            await using KlosetStore store = await KlosetStore.OpenForCheckAsync(damaged, null, TimeProvider.System, Cancel);
            await TestStores.CheckAsync(store);
            await TestStores.ReadAsync(store, id);
        }
        catch (KlosetException)
        {
            // What the other tests are about.
        }
    }

    /// <summary>Nothing runs beside these tests.</summary>
    [CollectionDefinition(nameof(MutationMemoryTests), DisableParallelization = true)]
    public sealed class Alone;
}
