using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Golden;

namespace ScwSecretBackup.Kloset.Tests.GoldenSnapshots;

/// <summary>Golden stores, open for reading only, each opened once per test run: a key derivation with the real parameters takes a second or more.</summary>
internal static class OpenGoldenStores
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<KlosetStore>>> Stores = new(StringComparer.Ordinal);

    public static Task<KlosetStore> GetAsync(GoldenStore golden) => Stores.GetOrAdd(golden.Name, _ => new Lazy<Task<KlosetStore>>(() =>
        KlosetStore.OpenAsync(new ReadOnlyStorage(new FileStorage(golden.StoreFolder)), golden.Passphrase, TimeProvider.System, CancellationToken.None))).Value;
}
