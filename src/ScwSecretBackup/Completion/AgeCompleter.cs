namespace ScwSecretBackup.Completion;

/// <summary>Completes ages that people ask for; others, dates and lengths of time are accepted too.</summary>
internal sealed class AgeCompleter : WordCompleter
{
    private static readonly string[] Ages = ["1d", "7d", "30d", "90d", "1y"];

    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Ages;
}
