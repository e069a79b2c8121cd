using System.Management.Automation;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Error records for settings that are missing or malformed.</summary>
internal static class ConfigurationErrors
{
    /// <summary>The record for a setting; the message of the exception says where the value came from.</summary>
    /// <param name="exception">What is missing or malformed.</param>
    /// <param name="app">The registered source or destination that led there, or null.</param>
    public static ErrorRecord ToRecord(ScalewayConfigurationException exception, string? app = null)
    {
        ErrorRecord record = Errors.Create(exception, FindEntry(exception.Setting), app ?? exception.Setting);
        if (app is not null)
        {
            record.ErrorDetails = new ErrorDetails($"'{app}' can't be used as it is registered: {exception.Message}") { RecommendedAction = record.ErrorDetails.RecommendedAction };
        }

        return record;
    }

    private static ErrorEntry FindEntry(string setting) => setting switch
    {
        "ProjectId" => ErrorCatalogue.InvalidProjectId,
        "Region" => ErrorCatalogue.InvalidRegion,
        "SecretKey" or "AccessKey" => ErrorCatalogue.CredentialsMissing,
        "Profile" => ErrorCatalogue.ProfileNotFound,
        "ApiUrl" => ErrorCatalogue.InvalidApiUrl,
        _ => ErrorCatalogue.InvalidConfiguration,
    };
}
