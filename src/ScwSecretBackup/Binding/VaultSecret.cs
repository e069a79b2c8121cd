using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Binding;

/// <summary>Reads a secret of a SecretManagement vault through the <c>Get-Secret</c> of the user's session, so that the vaults and unlocks of that session count.</summary>
internal sealed class VaultSecret(EngineCommand command, string reference)
{
    private const string GetSecret = "Get-Secret";

    /// <summary>An API key: the access key as user name, the secret key as password.</summary>
    public PSCredential ReadCredential() => Read() is PSCredential credential ? credential : throw Mismatch("a PSCredential (user: access key, password: secret key)");

    /// <summary>A passphrase.</summary>
    public SecureString ReadPassphrase() => Read() is SecureString text ? text : throw Mismatch("a SecureString");

    private object? Read()
    {
        if (command.SessionState.InvokeCommand.GetCommand(GetSecret, CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            command.Fail(Errors.Create($"The vault secret '{reference}' can't be read: this session has no command {GetSecret}.", ErrorCatalogue.SecretManagementMissing, reference));
        }

        // The parts travel as arguments, so nothing in a name is taken for a command.
        int slash = reference.IndexOf('/', StringComparison.Ordinal);
        (string script, object[] arguments) = slash > 0
            ? ($"param($name, $vault) {GetSecret} -Name $name -Vault $vault -ErrorAction Stop", new object[] { reference[(slash + 1)..], reference[..slash] })
            : ($"param($name) {GetSecret} -Name $name -ErrorAction Stop", [reference]);
        try
        {
            var results = command.SessionState.InvokeCommand.InvokeScript(script, useNewScope: true, PipelineResultTypes.None, null, arguments);
            return results.Count == 1 ? results[0]?.BaseObject : null;
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            command.Fail(Errors.Create($"The vault secret '{reference}' can't be read: {exception.Message}", ErrorCatalogue.VaultSecretUnreadable, reference, cause: exception));
            throw;
        }
    }

    /// <summary>What the vault gave is not shown, not even its type: a text would be the secret.</summary>
    private Exception Mismatch(string expected)
    {
        command.Fail(Errors.Create($"The vault secret '{reference}' is not {expected}.", ErrorCatalogue.VaultSecretMismatch, reference));
        return null;
    }
}
