using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup;

/// <summary>A registered destination: where a restore writes. Holds no key, only where it is found.</summary>
public sealed class ScwDestination : ScwCloudApp
{
    internal ScwDestination(CloudApp app)
        : base(app)
    {
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
