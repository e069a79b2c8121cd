namespace ScwSecretBackup.Engine.Restore;

/// <summary>How restored values were verified.</summary>
public enum RestoreVerification
{
    /// <summary>Not at all: nothing was written, or neither way was open.</summary>
    None,

    /// <summary>The service compared the recorded CRC when it took the value.</summary>
    Crc,

    /// <summary>The value was read back and compared.</summary>
    Read,
}
