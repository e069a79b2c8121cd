using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Completion;

/// <summary>Completes names that this user registered. Reads the configuration file and nothing else: no network, no store.</summary>

internal abstract class RegisteredNames : IArgumentCompleter
{
    private protected RegisteredNames()
    {
    }

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(List(), wordToComplete ?? "");

    private protected abstract IEnumerable<string> Select(AppConfiguration configuration);

    /// <summary>A broken configuration file must not break the command line; the cmdlet itself will say what is wrong with it.</summary>
    private IEnumerable<string> List()
    {
        try
        {
            return Select(new AppConfigurationFile(AppConfigurationLocation.Find(Environment.GetEnvironmentVariable), TimeProvider.System).Read());
        }
        catch (EngineException)
        {
            return [];
        }
    }
}
