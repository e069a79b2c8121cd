using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the names of registered destinations.</summary>
internal sealed class RegisteredDestinationCompleter : RegisteredNames
{
    private protected override IEnumerable<string> Select(AppConfiguration configuration) => configuration.Destinations.Keys;
}
