using System.ComponentModel;
using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup;

/// <summary>What sources and destinations have in common: a project in a region, and a reference to its API key.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ScwCloudApp
{
    private protected ScwCloudApp(CloudApp app) => App = app;

    /// <summary>Name it is registered under.</summary>
    public string Name => App.Name;

    /// <summary>Project.</summary>
    public string ProjectId => App.ProjectId;

    /// <summary>Region.</summary>
    public string Region => App.Region;

    /// <summary>Base address of the API, or null for the one of the environment and the profile.</summary>
    public Uri? ApiUrl => App.ApiUrl;

    /// <summary>Where the API key is found, or empty when whoever runs a command brings it.</summary>
    public string CredentialReference => App.Credential?.ToString() ?? "";

    /// <summary>SLA attribute: environment.</summary>
    public string Environment => App.Environment;

    /// <summary>SLA attribute: classes of the data.</summary>
    public IReadOnlyList<string> DataClass => App.DataClasses;

    /// <summary>When the API key expires, as far as it was told.</summary>
    public DateTimeOffset? KeyExpiresAt => App.KeyExpiresAt;

    internal CloudApp App { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
