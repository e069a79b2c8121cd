namespace ScalewayEmulator.Iam;

/// <summary>Actions that permission sets allow; the words of the 403 answers (SECRET-MANAGER §4).</summary>
internal static class SecretAction
{
    public const string List = "list";
    public const string Read = "read";
    public const string Access = "access";
    public const string Create = "create";
    public const string Write = "write";
    public const string Delete = "delete";
    public const string Restore = "restore";
}
