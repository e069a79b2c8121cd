using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup;

/// <summary>A registered source: where a backup reads. Holds no key, only where it is found.</summary>
public sealed class ScwSource : ScwCloudApp
{
    internal ScwSource(CloudApp app)
        : base(app)
    {
    }

    /// <summary>Stable id of the source in its snapshots.</summary>
    public string Dataset => App.Dataset;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
