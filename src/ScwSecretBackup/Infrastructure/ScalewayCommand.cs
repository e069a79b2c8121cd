using System.ComponentModel;
using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that talk to the Secret Manager of a project and region.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ScalewayCommand : EngineCommand
{
    private ScalewaySessions? _sessions;
    private AppSessions? _apps;
    private SecretKey? _secretKey;

    private protected ScalewayCommand()
    {
    }

    /// <summary>Project. Default: SCW_DEFAULT_PROJECT_ID, then the profile.</summary>
    [Parameter]
    [Alias("Project")]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string? ProjectId { get; set; }

    /// <summary>Region. Default: SCW_DEFAULT_REGION, then the profile.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public virtual string? Region { get; set; }

    /// <summary>Profile of the Scaleway config file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>API key: the access key as user name, the secret key as password. Default: SCW_ACCESS_KEY and SCW_SECRET_KEY, then the profile.</summary>
    [Parameter]
    [Credential]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Base address of the API. Default: SCW_API_URL, then the profile, then the public API.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Uri? ApiUrl { get; set; }

    /// <summary>Calls under way at once.</summary>
    private protected virtual int Concurrency => 8;

    /// <summary>The registered source or destination that the command was given, or null.</summary>
    private protected virtual ScwAppReference? App => null;

    /// <summary>The session that the parameters lead to.</summary>
    private protected ScalewaySession Scaleway => App is { } app ? ForApp(app) : Sessions.Get(ToOverrides());

    /// <summary>All sessions of the command.</summary>
    private protected ScalewaySessions Sessions => _sessions ??= new ScalewaySessions(this, Concurrency);

    /// <summary>The parameters as options, which win over environment and profile.</summary>
    private protected ScalewayOverrides ToOverrides() => new()
    {
        AccessKey = Credential?.UserName,
        SecretKey = Credential is { } credential ? _secretKey ??= new SecretKey(credential.GetNetworkCredential().Password) : null,
        ProjectId = ProjectId,
        Region = Region,
        ApiUrl = ApiUrl,
        Profile = Profile,
    };

    /// <summary>The session of a source or destination; parameters win over what is registered.</summary>
    private protected ScalewaySession ForApp(ScwAppReference reference) => (_apps ??= new AppSessions(this, Sessions)).Get(reference, ToOverrides());

    private protected override void Release() => _sessions?.Dispose();
}
