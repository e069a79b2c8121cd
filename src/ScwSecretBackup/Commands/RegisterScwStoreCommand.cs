using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Registers a store under a name: where it is, and where its passphrase and, for an address, the API key are found. The store is not opened.</summary>
[Cmdlet(VerbsLifecycle.Register, "ScwStore", SupportsShouldProcess = true)]
[OutputType(typeof(ScwStoreRegistration))]
public sealed class RegisterScwStoreCommand : EngineCommand
{
    /// <summary>Name: letters, digits, '-', '_' and '.'.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Folder of the store, or an address such as <c>s3://…</c>.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Name of the environment variable that holds the passphrase.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PassphraseVariable { get; set; }

    /// <summary>Secret of a SecretManagement vault that is the passphrase, as VAULT/NAME or NAME.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PassphraseSecret { get; set; }

    /// <summary>Command line of the system's shell that prints the passphrase as its only line. It must not contain the passphrase.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? PassphraseCommand { get; set; }

    /// <summary>Name of the environment variable that holds the access key for an address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyVariable { get; set; }

    /// <summary>Name of the environment variable that holds the secret key for an address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretKeyVariable { get; set; }

    /// <summary>Secret of a SecretManagement vault with the API key for an address, as VAULT/NAME or NAME.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CredentialSecret { get; set; }

    /// <summary>Replaces a registration of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the registration.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        StoreApp app = ToApp();
        Registration.RequireSound(this, "store", Name, app.FindFault());
        Registration.RequireFree(this, "store", Name, AppRegistry.Read(this).Stores.ContainsKey(Name), Force);
        if (!ShouldProcess(Name, "Register the store"))
        {
            return;
        }

        app = app with { StoreId = StorePin.Find(this, app.Location) };

        // Asked again under the lock: another session may have taken the name meanwhile.
        bool taken = false;
        AppRegistry.Update(this, Name, before =>
        {
            taken = !Force && before.Stores.ContainsKey(Name);
            return taken ? before : before with { Stores = before.Stores.Remove(Name).Add(Name, app) };
        });
        Registration.RequireFree(this, "store", Name, taken, Force);
        if (PassThru)
        {
            WriteObject(new ScwStoreRegistration(app));
        }
    }

    private StoreApp ToApp() => new()
    {
        Name = Name,
        Location = Path.Contains("://", StringComparison.Ordinal) ? Path : PathResolver.ToFileSystemPath(this, Path),
        Passphrase = (KeyFile ?? PassphraseVariable ?? PassphraseSecret ?? PassphraseCommand) is null ? null : new PassphraseReference
        {
            KeyFile = KeyFile is null ? null : PathResolver.ToFileSystemPath(this, KeyFile),
            Variable = PassphraseVariable,
            Secret = PassphraseSecret,
            Command = PassphraseCommand,
        },
        Credential = (AccessKeyVariable ?? SecretKeyVariable ?? CredentialSecret) is null ? null : new CredentialReference
        {
            AccessKeyVariable = AccessKeyVariable,
            SecretKeyVariable = SecretKeyVariable,
            Secret = CredentialSecret,
        },
    };
}
