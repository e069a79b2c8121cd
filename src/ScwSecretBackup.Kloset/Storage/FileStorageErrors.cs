namespace ScwSecretBackup.Kloset.Storage;

/// <summary>Turns errors of the file system into errors that say what failed, where, and what to do next.</summary>
internal static class FileStorageErrors
{
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int UnixNoSpace = 28;
    private const int UnixReadOnlyFileSystem = 30;
    private const int LinuxQuotaExceeded = 122;
    private const int MacQuotaExceeded = 69;

    /// <summary>Whether the exception is one that the file system raises.</summary>
    public static bool IsFileSystemError(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static bool IsMissing(Exception exception) => exception is FileNotFoundException or DirectoryNotFoundException;

    /// <param name="exception">What the file system raised.</param>
    /// <param name="action">What was tried, such as "read".</param>
    /// <param name="path">Full path of the file or folder.</param>
    public static KlosetStorageException Translate(Exception exception, string action, string path)
    {
        (StorageFailure failure, string advice) = Classify(exception);
        return new KlosetStorageException($"Can't {action} '{path}': {advice}", failure, exception);
    }

    private static (StorageFailure Failure, string Advice) Classify(Exception exception) => exception switch
    {
        _ when IsMissing(exception) =>
            (StorageFailure.NotFound, "there is no such file or folder. Check the path of the store, and that its disk or share is mounted."),
        UnauthorizedAccessException =>
            (StorageFailure.AccessDenied, "access is denied. Check the permissions of the store's folder for this user."),
        IOException { HResult: UnixReadOnlyFileSystem } =>
            (StorageFailure.AccessDenied, "the file system can only be read. Mount it for writing."),
        IOException io when IsDiskFull(io.HResult) =>
            (StorageFailure.NoSpace, "the disk or the quota is full. Free some space and try again; the store is as it was."),
        _ =>
            (StorageFailure.Other, $"{exception.Message} Check the disk or share of the store and try again."),
    };

    private static bool IsDiskFull(int hresult) => hresult switch
    {
        WindowsDiskFull or WindowsHandleDiskFull or UnixNoSpace => true,
        LinuxQuotaExceeded => OperatingSystem.IsLinux(),
        MacQuotaExceeded => OperatingSystem.IsMacOS(),
        _ => false,
    };
}
