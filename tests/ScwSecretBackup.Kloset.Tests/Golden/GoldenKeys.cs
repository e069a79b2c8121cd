using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Tests.Golden;

/// <summary>Keys of the golden stores, each derived once per test run because it takes about a second.</summary>
internal static class GoldenKeys
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<StoreKey?>>> Keys = new(StringComparer.Ordinal);

    /// <summary>Null for a plaintext store. Never dispose it.</summary>
    public static Task<StoreKey?> GetAsync(GoldenStore store) => Keys.GetOrAdd(store.Name, _ => new Lazy<Task<StoreKey?>>(() => DeriveAsync(store))).Value;

    public static async Task<StoreCodec> GetCodecAsync(GoldenStore store) => new(ReadConfiguration(store), await GetAsync(store));

    private static async Task<StoreKey?> DeriveAsync(GoldenStore store)
    {
        if (ReadConfiguration(store).Encryption is not { } encryption)
        {
            return null;
        }

        StoreKey key = await KeyDerivation.DeriveAsync(encryption.Kdf, store.Passphrase, CancellationToken.None);
        Canary.Verify(encryption, key);
        return key;
    }

    private static StoreConfiguration ReadConfiguration(GoldenStore store) =>
        StoreConfigurationFile.Parse(File.ReadAllBytes(Path.Combine(store.StoreFolder, "CONFIG")));
}
