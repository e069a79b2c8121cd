using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the names of the profiles in the Scaleway config file.</summary>
internal sealed class ProfileCompleter : WordCompleter
{
    /// <summary>A broken config file must not break the command line; the cmdlet itself will say what is wrong with it.</summary>
    private protected override IEnumerable<string> List(string parameter, TypedCommand command)
    {
        try
        {
            return ScalewayConfiguration.ListProfiles(Environment.GetEnvironmentVariable);
        }
        catch (ScalewayConfigurationException)
        {
            return [];
        }
    }
}
