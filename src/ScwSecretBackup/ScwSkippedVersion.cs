using ScwSecretBackup.Engine.Backup;

namespace ScwSecretBackup;

/// <summary>A version whose value is not in a snapshot.</summary>
public sealed class ScwSkippedVersion
{
    internal ScwSkippedVersion(SkippedVersion version)
    {
        Folder = version.Folder;
        Name = version.Name;
        Revision = version.Revision;
        Reason = version.Reason;
        IsError = version.IsError;
    }

    /// <summary>Folder of the secret.</summary>
    public string Folder { get; }

    /// <summary>Name of the secret.</summary>
    public string Name { get; }

    /// <summary>Number of the version.</summary>
    public int Revision { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>Whether it should have worked, which makes the backup partial.</summary>
    public bool IsError { get; }

    /// <summary>Folder, name, revision and reason.</summary>
    public override string ToString() => $"{SecretPath.Join(Folder, Name)}@{Revision}: {Reason}";
}
