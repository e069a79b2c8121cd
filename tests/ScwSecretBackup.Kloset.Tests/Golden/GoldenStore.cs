using System.Text.Json;

namespace ScwSecretBackup.Kloset.Tests.Golden;

/// <summary>A store that the real plakar wrote, extracted to a folder of this test run. Never change it: copy it first.</summary>
/// <param name="Name">Such as <c>b-encrypted</c>.</param>
/// <param name="StoreFolder">Root of the store.</param>
/// <param name="Manifest">What the store holds, as recorded when it was made.</param>
/// <param name="Passphrase">Null for a plaintext store.</param>
public sealed record GoldenStore(string Name, string StoreFolder, JsonDocument Manifest, byte[]? Passphrase);
