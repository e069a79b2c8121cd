using System.Collections.Immutable;
using System.ComponentModel;
using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that register a project and region with a reference to an API key.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RegisterCloudCommand : EngineCommand
{
    private protected const string CallerSet = "Caller";
    private const string ProfileSet = "Profile";
    private const string VariableSet = "Variable";
    private const string VaultSet = "Vault";

    private protected RegisterCloudCommand()
    {
    }

    /// <summary>Name: letters, digits, '-', '_' and '.'.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Project.</summary>
    [Parameter(Mandatory = true)]
    [Alias("Project")]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProjectId { get; set; }

    /// <summary>Region.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>Base address of the API. Default: what the environment and the profile say when it is used.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Uri? ApiUrl { get; set; }

    /// <summary>Profile of the Scaleway config file that holds the API key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>Name of the environment variable that holds the access key.</summary>
    [Parameter(ParameterSetName = VariableSet)]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyVariable { get; set; }

    /// <summary>Name of the environment variable that holds the secret key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VariableSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretKeyVariable { get; set; }

    /// <summary>Secret of a SecretManagement vault, as VAULT/NAME or NAME: a credential with the access key as user name and the secret key as password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? CredentialSecret { get; set; }

    /// <summary>SLA attribute: environment, such as <c>production</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Environment { get; set; } = "";

    /// <summary>SLA attribute: classes of the data, such as <c>critical</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DataClass { get; set; } = [];

    /// <summary>When the API key expires; Test-ScwAccess warns two weeks before.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    public DateTimeOffset? KeyExpiresAt { get; set; }

    /// <summary>Replaces a registration of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the registration.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected CloudApp ToApp(string? dataset) => new()
    {
        Name = Name,
        ProjectId = ProjectId!,
        Region = Region!,
        ApiUrl = ApiUrl,
        Credential = ParameterSetName == CallerSet ? null : new CredentialReference
        {
            Profile = Profile,
            AccessKeyVariable = AccessKeyVariable,
            SecretKeyVariable = SecretKeyVariable,
            Secret = CredentialSecret,
        },
        Environment = Environment,
        DataClasses = DataClass,
        OwnDataset = dataset,
        KeyExpiresAt = KeyExpiresAt,
    };

    /// <summary>Adds the app where <paramref name="select"/> and <paramref name="replace"/> say.</summary>
    private protected bool Register(
        string kind, CloudApp app, Func<AppConfiguration, ImmutableSortedDictionary<string, CloudApp>> select, Func<AppConfiguration, ImmutableSortedDictionary<string, CloudApp>, AppConfiguration> replace)
    {
        Registration.RequireSound(this, kind, app.Name, app.FindFault());
        Registration.RequireFree(this, kind, app.Name, select(AppRegistry.Read(this)).ContainsKey(app.Name), Force);
        if (!ShouldProcess(app.Name, $"Register the {kind}"))
        {
            return false;
        }

        // Asked again under the lock: another session may have taken the name meanwhile.
        bool taken = false;
        AppRegistry.Update(this, app.Name, before =>
        {
            taken = !Force && select(before).ContainsKey(app.Name);
            return taken ? before : replace(before, select(before).Remove(app.Name).Add(app.Name, app));
        });
        Registration.RequireFree(this, kind, app.Name, taken, Force);
        return true;
    }
}
