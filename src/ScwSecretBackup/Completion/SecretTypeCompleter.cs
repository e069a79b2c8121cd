namespace ScwSecretBackup.Completion;

/// <summary>Completes the types of secrets known today; the service may add some.</summary>
internal sealed class SecretTypeCompleter : WordCompleter
{
    private static readonly string[] Types = ["opaque", "certificate", "key_value", "basic_credentials", "database_credentials", "ssh_key"];

    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Types;
}
