using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the names of the profiles in the Scaleway config file.</summary>
internal sealed class ProfileCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(ListProfiles(), wordToComplete);

    /// <summary>A broken config file must not break the command line; the cmdlet itself will say what is wrong with it.</summary>
    private static IReadOnlyList<string> ListProfiles()
    {
        try
        {
            return ScalewayConfiguration.ListProfiles(Environment.GetEnvironmentVariable);
        }
        catch (Exception exception) when (exception is ScalewayConfigurationException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
