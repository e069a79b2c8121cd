using System.Management.Automation;
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
        (string id, ErrorCategory category, string action) = exception.Setting switch
        {
            "ProjectId" => ("InvalidProjectId", ErrorCategory.InvalidArgument,
                "Give the project's UUID with -ProjectId, SCW_DEFAULT_PROJECT_ID or the profile."),
            "Region" => ("InvalidRegion", ErrorCategory.InvalidArgument,
                "Give a region such as fr-par, nl-ams or pl-waw with -Region, SCW_DEFAULT_REGION or the profile."),
            "SecretKey" or "AccessKey" => ("CredentialsMissing", ErrorCategory.AuthenticationError,
                "Give the API key with -Credential (user: access key, password: secret key), SCW_SECRET_KEY or a profile."),
            "Profile" => ("ProfileNotFound", ErrorCategory.ObjectNotFound,
                "Name a profile of the Scaleway config file, or add it with 'scw init'."),
            "ApiUrl" => ("InvalidApiUrl", ErrorCategory.InvalidArgument,
                "Give an absolute https address with -ApiUrl or SCW_API_URL, or none for the public API."),
            _ => ("InvalidConfiguration", ErrorCategory.InvalidArgument,
                "Correct the setting in the parameter, the SCW_ variable or the config file that the message names."),
        };
        ErrorRecord record = Errors.Create(exception, id, category, app ?? exception.Setting, action);
        if (app is not null)
        {
            record.ErrorDetails = new ErrorDetails($"'{app}' can't be used as it is registered: {exception.Message}") { RecommendedAction = action };
        }

        return record;
    }
}
