using System.Management.Automation;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Catalogue;

/// <content>Passphrases, vaults, what is registered, and what concerns every command.</content>
internal static partial class ErrorCatalogue
{
    /// <summary>The passphrase does not open the store.</summary>
    public static ErrorEntry WrongPassphrase { get; } = Entry(ErrorCategory.SecurityError, ExitCodes.Denied,
        "Give the passphrase the store was created with; without it nobody can open the store.");

    /// <summary>No passphrase, and nobody who could be asked.</summary>
    public static ErrorEntry PassphraseRequired { get; } = Entry(ErrorCategory.SecurityError, ExitCodes.Denied,
        "Give it with -Passphrase, -KeyFile, -PassphraseCommand or the environment variable PLAKAR_PASSPHRASE.");

    /// <summary>More than one passphrase.</summary>
    public static ErrorEntry PassphraseAmbiguous { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give one of them.");

    /// <summary>The passphrase of a new store was typed differently the second time.</summary>
    public static ErrorEntry PassphraseMismatch { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Run the command again and type the same passphrase twice.");

    /// <summary>An empty passphrase.</summary>
    public static ErrorEntry PassphraseEmpty { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        PassphraseRequired.Action);

    /// <summary>A key file that can't be read.</summary>
    public static ErrorEntry KeyFileUnreadable { get; } = Entry(ErrorCategory.OpenError, ExitCodes.Denied,
        "Give the path of a file that holds the passphrase and that this account may read.");

    /// <summary>A passphrase command that failed or printed something else.</summary>
    public static ErrorEntry PassphraseCommandFailed { get; } = Entry(ErrorCategory.SecurityError, ExitCodes.Denied,
        "Run the command line in the system's shell: it must end with exit code 0 and print the passphrase as its only line.");

    /// <summary>The session has no SecretManagement.</summary>
    public static ErrorEntry SecretManagementMissing { get; } = Entry(ErrorCategory.NotInstalled,
        "Install and import the module Microsoft.PowerShell.SecretManagement, or register another kind of reference.");

    /// <summary>The vault gave an error.</summary>
    public static ErrorEntry VaultSecretUnreadable { get; } = Entry(ErrorCategory.ReadError, ExitCodes.Denied,
        "Check the names with Get-SecretInfo, and unlock the vault before the command runs unattended.");

    /// <summary>The vault holds something of another type.</summary>
    public static ErrorEntry VaultSecretMismatch { get; } = Entry(ErrorCategory.InvalidType,
        "Store it again with Set-Secret as the type that is expected.");

    /// <summary>No source of that name.</summary>
    public static ErrorEntry SourceNotRegistered { get; } = Entry(ErrorCategory.ObjectNotFound, ExitCodes.Usage,
        "Check the name with Get-ScwSource, or register it with Register-ScwSource.");

    /// <summary>No destination of that name.</summary>
    public static ErrorEntry DestinationNotRegistered { get; } = Entry(ErrorCategory.ObjectNotFound, ExitCodes.Usage,
        "Check the name with Get-ScwDestination, or register it with Register-ScwDestination.");

    /// <summary>No store of that name.</summary>
    public static ErrorEntry StoreNotRegistered { get; } = Entry(ErrorCategory.ObjectNotFound, ExitCodes.Usage,
        "Check the name with Get-ScwStore, or register it with Register-ScwStore.");

    /// <summary>The name is taken.</summary>
    public static ErrorEntry AlreadyRegistered { get; } = Entry(ErrorCategory.ResourceExists, ExitCodes.Usage,
        "Choose another name, or add -Force to replace the registration.");

    /// <summary>Something that can't be registered.</summary>
    public static ErrorEntry InvalidRegistration { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Correct the parameter. Only names of places are registered, never a key or a passphrase.");

    /// <summary>The file of registrations can't be used.</summary>
    public static ErrorEntry ConfigurationInvalid { get; } = Entry(ErrorCategory.InvalidData, ExitCodes.Usage,
        "Correct the file, or move it away and register everything again.");

    /// <summary>The file of registrations can't be written.</summary>
    public static ErrorEntry ConfigurationNotWritten { get; } = Entry(ErrorCategory.WriteError,
        "Make the folder of the file writable, or name another file in SCWSECRETBACKUP_CONFIG.");

    /// <summary>Something took too long.</summary>
    public static ErrorEntry OperationTimeout { get; } = Entry(ErrorCategory.OperationTimeout,
        "Run the command again; it goes on where it stopped.");

    /// <summary>A defect of the module.</summary>
    public static ErrorEntry UnexpectedError { get; } = Entry(ErrorCategory.NotSpecified,
        "This is a defect: report it with the output of Get-Error, which holds no secret value.");
}
