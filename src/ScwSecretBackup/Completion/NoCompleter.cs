namespace ScwSecretBackup.Completion;

/// <summary>Offers nothing, where nothing can be known and PowerShell would offer names of files.</summary>
internal sealed class NoCompleter : WordCompleter
{
    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => [];
}
