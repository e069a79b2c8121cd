using System.Management.Automation;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Catalogue;

/// <content>Settings, keys and the service.</content>
internal static partial class ErrorCatalogue
{
    /// <summary>No API key was found, or one that is malformed.</summary>
    public static ErrorEntry CredentialsMissing { get; } = Entry(ErrorCategory.AuthenticationError, ExitCodes.Denied,
        "Give the API key with -Credential (user: access key, password: secret key), SCW_SECRET_KEY or a profile.");

    /// <summary>The service does not accept the key.</summary>
    public static ErrorEntry AuthenticationDenied { get; } = Entry(ErrorCategory.AuthenticationError, ExitCodes.Denied,
        "Check the secret key in -Credential, SCW_SECRET_KEY or the profile, and whether it has expired.");

    /// <summary>The key lacks a permission.</summary>
    public static ErrorEntry PermissionDenied { get; } = Entry(ErrorCategory.PermissionDenied, ExitCodes.Denied,
        "Give the key the permission sets it needs: SecretManagerReadOnly and SecretManagerSecretAccess to back up; SecretManagerReadOnly, SecretManagerSecretCreate and SecretManagerSecretWrite to restore.");

    /// <summary>No project was given, or it is no UUID.</summary>
    public static ErrorEntry InvalidProjectId { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give the project's UUID with -ProjectId, SCW_DEFAULT_PROJECT_ID or the profile.");

    /// <summary>No region was given, or none that the service knows.</summary>
    public static ErrorEntry InvalidRegion { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give a region such as fr-par, nl-ams or pl-waw with -Region, SCW_DEFAULT_REGION or the profile.");

    /// <summary>The base address of the API is none.</summary>
    public static ErrorEntry InvalidApiUrl { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give an absolute https address with -ApiUrl or SCW_API_URL, or none for the public API.");

    /// <summary>The Scaleway config file has no such profile.</summary>
    public static ErrorEntry ProfileNotFound { get; } = Entry(ErrorCategory.ObjectNotFound, ExitCodes.Usage,
        "Name a profile of the Scaleway config file, or add it with 'scw init'.");

    /// <summary>A variable or the Scaleway config file holds something that can't be used.</summary>
    public static ErrorEntry InvalidConfiguration { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Correct the setting in the parameter, the variable or the config file that the message names.");

    /// <summary>The service throttled every try.</summary>
    public static ErrorEntry RateLimited { get; } = Entry(ErrorCategory.LimitsExceeded,
        "Lower -ThrottleLimit, or wait and run the command again.");

    /// <summary>The service answered every try with a failure of its own.</summary>
    public static ErrorEntry ServiceUnavailable { get; } = Entry(ErrorCategory.ResourceUnavailable,
        "Wait and run the command again; it goes on where it stopped.");

    /// <summary>The service could not be reached, or its answer was cut.</summary>
    public static ErrorEntry ServiceUnreachable { get; } = Entry(ErrorCategory.ConnectionError,
        "Check the network, the proxy and the API URL, then run the command again; it goes on where it stopped.");

    /// <summary>The service refused a request for another reason, which the message has.</summary>
    public static ErrorEntry RequestRejected { get; } = Entry(ErrorCategory.InvalidArgument,
        "Read the reason of the service in the message, correct it, and run the command again.");

    /// <summary>A listing contradicts itself, also when it is repeated.</summary>
    public static ErrorEntry ListingUnstable { get; } = Entry(ErrorCategory.InvalidResult,
        "Wait until nobody changes the project, then run the command again.");

    /// <summary>Far fewer secrets than in the snapshot before.</summary>
    public static ErrorEntry SourceShrunk { get; } = Entry(ErrorCategory.InvalidResult,
        "Check the project, the region and the key's permissions; add -AllowShrink when the number is right.");

    /// <summary>No secret of that name, folder or id, or none that the selection fits.</summary>
    public static ErrorEntry SecretNotFound { get; } = Entry(ErrorCategory.ObjectNotFound,
        "Check the project and the region: ids and names are per region.");

    /// <summary>A version that was enabled to be read could not be disabled again.</summary>
    public static ErrorEntry VersionLeftEnabled { get; } = Entry(ErrorCategory.SecurityError,
        "Disable the version by hand, in the console or with 'scw secret version disable'.");

    /// <summary>The secret named to prove that values can be read must not be read, or does not exist.</summary>
    public static ErrorEntry CanaryUnusable { get; } = Entry(ErrorCategory.InvalidOperation,
        "Name a secret that may be read, such as one made for this test.");

    /// <summary>-Deep without -Name, or -Name without -Deep.</summary>
    public static ErrorEntry CanaryMissing { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Name a secret that may be read, such as one made for this test.");

    /// <summary>A change needs a confirmation, and nobody can be asked.</summary>
    public static ErrorEntry ConfirmationRequired { get; } = Entry(ErrorCategory.InvalidOperation, ExitCodes.Usage,
        "Add -Confirm:$false where the change is meant.");

    /// <summary>A pattern that is not valid.</summary>
    public static ErrorEntry InvalidPattern { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Correct the pattern: the wildcards are *, ? and [a-z]; a backtick before one of them makes it an ordinary character.");
}
