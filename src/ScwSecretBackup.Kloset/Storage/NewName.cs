using System.Runtime.InteropServices;
using System.Text;

namespace ScwSecretBackup.Kloset.Storage;

/// <summary>
/// Gives a finished file a name that nobody else has taken, in one step. <see cref="File.Move(string, string, bool)"/> does so on
/// Windows; on Unix it looks first and renames then, so that of two writers both can believe to have been the first.
/// </summary>
internal static class NewName
{
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;
    private const int Exists = 17;
    private const int TooManyLinks = 31;
    private const int LinuxNoSuchCall = 38;
    private const int MacNoSuchCall = 78;
    private const int LinuxNotSupported = 95;
    private const int MacNotSupported = 45;

    /// <summary>
    /// False when the name is taken. The temporary name may be left over. On a file system without hard links two writers in the very same
    /// moment are not kept apart.
    /// </summary>
    public static bool TryTake(string temporary, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(Encoding.UTF8.GetBytes(temporary + '\0'), Encoding.UTF8.GetBytes(path + '\0')) == 0)
            {
                return true;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Exists:
                    return false;
                case NotPermitted or AccessDenied or TooManyLinks or LinuxNoSuchCall or MacNoSuchCall or LinuxNotSupported or MacNotSupported:
                    break;
                case int error:
                    throw new IOException($"'{temporary}' can't be linked: {Marshal.GetPInvokeErrorMessage(error)}.", error);
            }
        }

        return TryMove(temporary, path);
    }

    private static bool TryMove(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] added);
}
