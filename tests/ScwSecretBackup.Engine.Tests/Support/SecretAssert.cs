using ScalewayEmulator;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Compares secrets field by field, version by version, byte by byte.</summary>
internal static class SecretAssert
{
    /// <summary>Both hold the same secrets, apart from what the server sets. Versions waiting for deletion do not count.</summary>
    public static void Equal(IEnumerable<EmulatedSecret> expected, IEnumerable<EmulatedSecret> actual) =>
        Assert.Equal(expected.Select(Describe).Order(StringComparer.Ordinal), actual.Select(Describe).Order(StringComparer.Ordinal));

    /// <summary>Everything a restore can bring back, as one text.</summary>
    public static string Describe(EmulatedSecret secret) => string.Join(
        '|',
        secret.Path,
        secret.Name,
        secret.Type,
        string.Join(',', secret.Tags),
        secret.Description,
        secret.Protected,
        secret.TimeToLive,
        secret.ExpiresOnceAccessed,
        secret.EphemeralAction,
        secret.KeyId,
        string.Join(';', secret.Versions.Select(Describe)));

    private static string Describe(EmulatedVersion version) =>
        $"{Convert.ToHexString(version.Data)}/{version.Status}/{version.Description}/{version.DataCrc32}";
}
