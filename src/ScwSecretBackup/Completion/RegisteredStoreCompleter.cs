using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the names of registered stores.</summary>
internal sealed class RegisteredStoreCompleter : RegisteredNames
{
    private protected override IEnumerable<string> Select(AppConfiguration configuration) => configuration.Stores.Keys;
}
