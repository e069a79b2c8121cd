using ScwSecretBackup.Engine.Backup;

namespace ScwSecretBackup;

/// <summary>Something in a snapshot that needs a second look before it is restored.</summary>
public sealed class ScwFlaggedItem
{
    internal ScwFlaggedItem(FlaggedItem item)
    {
        Folder = item.Folder;
        Name = item.Name;
        Revision = item.Revision;
        Note = item.Note;
    }

    /// <summary>Folder of the secret.</summary>
    public string Folder { get; }

    /// <summary>Name of the secret.</summary>
    public string Name { get; }

    /// <summary>Number of the version; 0 stands for the secret as a whole.</summary>
    public int Revision { get; }

    /// <summary>What it is.</summary>
    public string Note { get; }

    /// <summary>Folder, name, revision and note.</summary>
    public override string ToString() => $"{SecretPath.Join(Folder, Name)}{(Revision == 0 ? "" : $"@{Revision}")}: {Note}";
}
