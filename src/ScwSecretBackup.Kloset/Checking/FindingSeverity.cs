namespace ScwSecretBackup.Kloset.Checking;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Unusual, and harmless.</summary>
    Information,

    /// <summary>Against the rules of the format, but every snapshot can be read.</summary>
    Warning,

    /// <summary>Content is damaged or missing, or the store can't be used as it should.</summary>
    Error,
}
