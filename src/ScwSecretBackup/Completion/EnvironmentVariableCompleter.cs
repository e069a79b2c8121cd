namespace ScwSecretBackup.Completion;

/// <summary>Completes the names of the environment variables of this process; their values are not looked at.</summary>
internal sealed class EnvironmentVariableCompleter : WordCompleter
{
    private protected override IEnumerable<string> List(string parameter, TypedCommand command) =>
        Sorted(Environment.GetEnvironmentVariables().Keys.Cast<string>());
}
