using System.Collections.Frozen;

namespace ScalewayEmulator.Rules;

/// <summary>The regions this product exists in (SECRET-MANAGER §2).</summary>
internal static class Regions
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(["fr-par", "nl-ams", "pl-waw"], StringComparer.Ordinal);

    public static bool Exists(string region) => Known.Contains(region);
}
