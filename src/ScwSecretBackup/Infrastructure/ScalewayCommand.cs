using System.ComponentModel;
using System.Management.Automation;
using ScwSecretBackup.Completion;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that talk to the Secret Manager of a project and region.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ScalewayCommand : EngineCommand
{
    private ScalewaySession? _scaleway;

    private protected ScalewayCommand()
    {
    }

    /// <summary>Project. Default: SCW_DEFAULT_PROJECT_ID, then the profile.</summary>
    [Parameter]
    [Alias("Project")]
    [ValidateNotNullOrEmpty]
    public string? ProjectId { get; set; }

    /// <summary>Region. Default: SCW_DEFAULT_REGION, then the profile.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>Profile of the Scaleway config file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>API key: the access key as user name, the secret key as password. Default: SCW_ACCESS_KEY and SCW_SECRET_KEY, then the profile.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Base address of the API. Default: SCW_API_URL, then the profile, then the public API.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? ApiUrl { get; set; }

    /// <summary>Calls under way at once.</summary>
    private protected virtual int Concurrency => 8;

    private protected ScalewaySession Scaleway => _scaleway ??= ScalewaySession.Begin(this, Concurrency);

    private protected override void Release() => _scaleway?.Dispose();
}
