using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Crashes;

/// <summary>
/// Kills a command at each of its storage operations in turn, reads included. After each the store must be whole, and the command, run again,
/// must complete.
/// </summary>
/// <param name="begun">The store before the command.</param>
/// <param name="age">How long after the store was begun the command runs.</param>
internal sealed class CrashDrill(MemoryStorage begun, TimeSpan age)
{
    /// <summary>The command; it opens the store itself.</summary>
    public required Func<IStorage, TimeProvider, Task> Command { get; init; }

    /// <summary>Holds after the command was killed, whenever that was.</summary>
    public required Func<KlosetStore, Task> AssertWhole { get; init; }

    /// <summary>Holds after the command has run to its end, at first or at the second try.</summary>
    public required Func<KlosetStore, Task> AssertComplete { get; init; }

    /// <summary>Returns at how many operations the command was killed.</summary>
    public async Task<int> RunAsync(bool writeBeforeFailing)
    {
        for (int failAt = 1; ; failAt++)
        {
            ManualTimeProvider time = new();
            time.Advance(age);
            MemoryStorage storage = begun.Clone();
            FaultyStorage faulty = new(storage, failAt, writeBeforeFailing, countsReads: true);
            await KillAsync(faulty, time);
            await InspectAsync(storage, time, AssertWhole);

            // The lock of a process that was killed stays until it is stale.
            time.Advance(StoreLock.TimeToLive);
            await Command(storage, time);
            await InspectAsync(storage, time, AssertComplete);
            if (!faulty.HasFailed)
            {
                return failAt - 1;
            }
        }
    }

    private async Task KillAsync(FaultyStorage faulty, TimeProvider time)
    {
        try
        {
            await Command(faulty, time);
        }
        catch (KlosetException exception)
        {
            Assert.True(faulty.HasFailed, $"{exception}");
        }
    }

    private static async Task InspectAsync(MemoryStorage storage, TimeProvider time, Func<KlosetStore, Task> assert)
    {
        await using KlosetStore store = await TestStores.OpenAsync(storage, time);
        await TestStores.AssertNoErrorsAsync(store);
        await assert(store);
    }
}
