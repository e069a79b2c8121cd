using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Creates an encrypted store in a folder and opens it.</summary>
[Cmdlet(VerbsCommon.New, "ScwStore", SupportsShouldProcess = true, DefaultParameterSetName = EncryptedSet)]
[OutputType(typeof(ScwStore))]
public sealed class NewScwStoreCommand : EngineCommand
{
    private const string EncryptedSet = "Encrypted";
    private const string PlaintextSet = "Plaintext";

    /// <summary>Folder of the store; it must be missing or empty.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passphrase of the store. Default: PLAKAR_PASSPHRASE, else a prompt. Nobody can open the store without it.</summary>
    [Parameter(ParameterSetName = EncryptedSet)]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter(ParameterSetName = EncryptedSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Creates a store without encryption: whoever reads the folder reads the secrets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PlaintextSet)]
    public SwitchParameter Plaintext { get; set; }

    /// <summary>Leaves the cache of this user alone while the store is open.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        string folder = PathResolver.ToFileSystemPath(this, Path);
        var passphrases = new PassphraseSource(this, Passphrase, KeyFile);
        var opener = new StoreOpener(this, passphrases, useCache: !NoCache);
        opener.RequireFree(folder);
        if (!ShouldProcess(folder, Plaintext ? "Create a store without encryption" : "Create an encrypted store"))
        {
            return;
        }

        if (Plaintext)
        {
            WriteWarning($"The store '{folder}' is not encrypted: whoever reads the folder reads the secrets.");
            WriteObject(opener.Create(folder, passphrase: null));
            return;
        }

        WriteObject(opener.Create(folder, passphrases.ReadGiven(folder) ?? passphrases.PromptForNew(folder)));
    }
}
