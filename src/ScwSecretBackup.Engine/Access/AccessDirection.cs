namespace ScwSecretBackup.Engine.Access;

/// <summary>What a key is meant for.</summary>
public enum AccessDirection
{
    /// <summary>Backing up.</summary>
    Source,

    /// <summary>Restoring.</summary>
    Destination,
}
