using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Creates an encrypted store in a folder or on S3 and opens it.</summary>
[Cmdlet(VerbsCommon.New, "ScwStore", SupportsShouldProcess = true, DefaultParameterSetName = EncryptedSet)]
[OutputType(typeof(ScwStore))]
public sealed class NewScwStoreCommand : EngineCommand
{
    private const string EncryptedSet = "Encrypted";
    private const string PlaintextSet = "Plaintext";

    /// <summary>Folder of the store, which must be missing or empty, or an address: s3://endpoint/bucket/prefix.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passphrase of the store. Default: PLAKAR_PASSPHRASE, else a prompt. Nobody can open the store without it.</summary>
    [Parameter(ParameterSetName = EncryptedSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter(ParameterSetName = EncryptedSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Command line of the system's shell that prints the passphrase as its only line.</summary>
    [Parameter(ParameterSetName = EncryptedSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? PassphraseCommand { get; set; }

    /// <summary>Creates a store without encryption: whoever reads its files reads the secrets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PlaintextSet)]
    public SwitchParameter Plaintext { get; set; }

    /// <summary>Leaves the cache of this user alone while the store is open.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    /// <summary>Key of an S3 service: the access key as user, the secret key as password. Default: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, on Scaleway also SCW_ACCESS_KEY and SCW_SECRET_KEY or the Scaleway profile, else the AWS profile.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public PSCredential? S3Credential { get; set; }

    /// <summary>Region to sign S3 requests for. Default: AWS_REGION, else what the host name says.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? S3Region { get; set; }

    /// <summary>Storage class for the packfiles that this session writes to S3, such as ONEZONE_IA. Archive classes can't hold a store.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? S3StorageClass { get; set; }

    /// <summary>PEM file of the authorities to trust instead of the system's, for an S3 server with a certificate of its own. Default: AWS_CA_BUNDLE.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? S3CertificateAuthority { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var place = StorePlace.Resolve(this, Path, new S3Parameters(S3Credential, S3Region, S3StorageClass, S3CertificateAuthority));
        var passphrases = new PassphraseSource(this, Passphrase, KeyFile, PassphraseCommand);
        var opener = new StoreOpener(this, passphrases, useCache: !NoCache);
        opener.RequireFree(place);
        if (!ShouldProcess(place.Location, Plaintext ? "Create a store without encryption" : "Create an encrypted store"))
        {
            return;
        }

        if (Plaintext)
        {
            WriteWarning($"The store '{place.Location}' is not encrypted: whoever reads it reads the secrets.");
        }

        ScwStore store = opener.Create(place, Plaintext ? null : passphrases.ReadGiven(place.Location) ?? passphrases.PromptForNew(place.Location));
        OpenHandles.Current?.Add(store);
        WriteObject(store);
    }
}
