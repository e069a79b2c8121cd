namespace ScwSecretBackup.Kloset.Checking;

/// <summary>How much a check looked at.</summary>
/// <param name="Snapshots">Snapshots checked.</param>
/// <param name="States">State files checked.</param>
/// <param name="Packfiles">Packfiles checked.</param>
/// <param name="PackfileBytes">Bytes of those packfiles.</param>
public sealed record StoreCheckTotals(int Snapshots, int States, int Packfiles, long PackfileBytes)
{
    /// <summary>Nothing yet.</summary>
    public static StoreCheckTotals None { get; } = new(0, 0, 0, 0);
}
