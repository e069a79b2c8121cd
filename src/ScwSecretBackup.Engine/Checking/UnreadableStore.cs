using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>What a check says of a store that can't be opened because its CONFIG is damaged.</summary>
public static class UnreadableStore
{
    private const string Configuration = "CONFIG";

    /// <summary>The finding and the summary.</summary>
    /// <param name="location">Where the store is.</param>
    /// <param name="problem">What is wrong with CONFIG.</param>
    /// <param name="structureOnly">Whether only the structure was to be looked at.</param>
    public static IReadOnlyList<CheckFinding> Describe(string location, string problem, bool structureOnly) =>
    [
        new CheckFinding(
            FindingSeverity.Error,
            Configuration,
            $"{problem} Nothing in the store can be read without it, and nothing else of the store was checked. It is written once, when the store is created: put it back from any copy of this store, else restore from a store that it was copied to."),
        new CheckFinding(FindingSeverity.Information, location, "Checked nothing: the store can't be opened. 1 error.")
        {
            Summary = new CheckSummary
            {
                Totals = StoreCheckTotals.None,
                Secrets = 0,
                Values = 0,
                Errors = 1,
                Warnings = 0,
                StructureOnly = structureOnly,
                Duration = TimeSpan.Zero,
            },
        },
    ];
}
