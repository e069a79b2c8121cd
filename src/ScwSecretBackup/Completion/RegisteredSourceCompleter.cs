using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the names of registered sources.</summary>
internal sealed class RegisteredSourceCompleter : RegisteredNames
{
    private protected override IEnumerable<string> Select(AppConfiguration configuration) => configuration.Sources.Keys;
}
