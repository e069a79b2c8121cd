using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the words that select versions; revisions are accepted too.</summary>
internal sealed class VersionCompleter : WordCompleter
{
    private static readonly string[] Words = [$"{VersionSelection.All}", $"{VersionSelection.Latest}", $"{VersionSelection.LatestEnabled}"];

    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Words;
}
