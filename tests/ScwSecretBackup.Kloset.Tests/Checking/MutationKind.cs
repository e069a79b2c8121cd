namespace ScwSecretBackup.Kloset.Tests.Checking;

/// <summary>What happens to a file.</summary>
internal enum MutationKind
{
    /// <summary>One bit changes.</summary>
    Flip,

    /// <summary>The file ends there.</summary>
    Truncate,

    /// <summary>One byte is left out.</summary>
    DeleteByte,

    /// <summary>The file is gone.</summary>
    DeleteFile,
}
