using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Opens a store and keeps it open, so that the commands that follow need no key derivation of their own.</summary>
[Cmdlet(VerbsCommon.Open, "ScwStore")]
[OutputType(typeof(ScwStore))]
public sealed class OpenScwStoreCommand : EngineCommand
{
    /// <summary>Registered name of the store, its folder, or its address: s3://endpoint/bucket/prefix.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passphrase of the store. Default: what the store is registered with, then PLAKAR_PASSPHRASE, else a prompt.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Command line of the system's shell that prints the passphrase as its only line.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? PassphraseCommand { get; set; }

    /// <summary>Reads all of the store's index from the store, and leaves the cache of this user alone.</summary>
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
        StoreTarget target = StoreTarget.Resolve(this, Path);
        var passphrases = new PassphraseSource(this, Passphrase, KeyFile, PassphraseCommand, target.App?.Passphrase);
        var parameters = new S3Parameters(S3Credential ?? StoreCredential.Read(this, target.App), S3Region, S3StorageClass, S3CertificateAuthority);
        ScwStore store = new StoreOpener(this, passphrases, useCache: !NoCache) { Registered = target.App }.Open(StorePlace.Resolve(this, target.Location, parameters));
        OpenHandles.Current?.Add(store);
        WriteObject(store);
    }
}
