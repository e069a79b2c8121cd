namespace ScwSecretBackup.Engine.Selection;

/// <summary>What kind of name a <see cref="SelectionMiss"/> is.</summary>
public enum SelectionMissKind
{
    /// <summary>Name of a secret.</summary>
    Name,

    /// <summary>Folder.</summary>
    Folder,

    /// <summary>Folder and name.</summary>
    FullName,

    /// <summary>Id of a secret.</summary>
    SecretId,
}
