namespace ScwSecretBackup.Engine.Restore;

/// <summary>How restored values are verified: what is asked for, and what was possible.</summary>
public enum RestoreVerification
{
    /// <summary>Not at all: not asked for, nothing was written, or neither way was open.</summary>
    None,

    /// <summary>The service compares the recorded CRC when it takes the value.</summary>
    Crc,

    /// <summary>The value is read back and compared, where the key may read; else as <see cref="Crc"/>.</summary>
    Read,
}
