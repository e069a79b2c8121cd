namespace ScwSecretBackup.Engine.Retention;

/// <summary>What retention does with a snapshot.</summary>
public enum RetentionAction
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It goes.</summary>
    Delete,
}
