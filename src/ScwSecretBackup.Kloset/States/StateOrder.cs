namespace ScwSecretBackup.Kloset.States;

internal static class StateOrder
{
    /// <summary>The order in which states are merged (FORMAT §8.6, step 2).</summary>
    public static IReadOnlyList<Mac> Sort(IReadOnlyList<(Mac Id, Mac Parent)> states) => throw new NotImplementedException();
}
