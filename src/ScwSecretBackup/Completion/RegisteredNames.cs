using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Completion;

/// <summary>Completes names that this user registered. Reads the configuration file and nothing else: no network, no store.</summary>
internal abstract class RegisteredNames : WordCompleter
{
    private protected RegisteredNames()
    {
    }

    private protected abstract IEnumerable<string> Select(AppConfiguration configuration);

    private protected override IEnumerable<string> List(string parameter, TypedCommand command) => Select(TypedCommand.ReadRegistrations());
}
