namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Bits of a Go file mode (FORMAT §9.5).</summary>
internal static class FileModes
{
    public const uint Permissions = 0x1FF;
    public const uint Directory = 0x8000_0000;
    public const uint Symlink = 0x0800_0000;
    public const uint Device = 0x0400_0000;
    public const uint NamedPipe = 0x0200_0000;
    public const uint Socket = 0x0100_0000;
    public const uint SetUid = 0x0080_0000;
    public const uint SetGid = 0x0040_0000;
    public const uint CharDevice = 0x0020_0000;
    public const uint Sticky = 0x0010_0000;
    public const uint Irregular = 0x0008_0000;

    private const uint TypeMask = Directory | Symlink | Device | NamedPipe | Socket | CharDevice | Irregular;

    public static bool IsRegular(uint mode) => (mode & TypeMask) == 0;

    public static bool IsDirectory(uint mode) => (mode & Directory) != 0;
}
