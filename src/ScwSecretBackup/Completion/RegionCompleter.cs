namespace ScwSecretBackup.Completion;

/// <summary>Completes the regions that have a Secret Manager; others are accepted too.</summary>
internal sealed class RegionCompleter : WordCompleter
{
    private static readonly string[] Regions = ["fr-par", "nl-ams", "pl-waw"];

    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Regions;
}
