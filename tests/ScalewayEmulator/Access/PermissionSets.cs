namespace ScalewayEmulator.Access;

/// <summary>What each permission set allows (SECRET-MANAGER §7.1).</summary>
internal static class PermissionSets
{
    public const string List = "list";
    public const string Read = "read";
    public const string Access = "access";
    public const string Create = "create";
    public const string Write = "write";
    public const string Delete = "delete";
    public const string Restore = "restore";

    private static readonly string[] All = [List, Read, Access, Create, Write, Delete, Restore];

    public static IReadOnlySet<string> ActionsOf(IEnumerable<string> permissionSets) =>
        permissionSets.SelectMany(ActionsOf).ToHashSet(StringComparer.Ordinal);

    private static string[] ActionsOf(string permissionSet) => permissionSet switch
    {
        "SecretManagerReadOnly" or "AllProductsReadOnly" => [List, Read],
        "SecretManagerSecretAccess" => [Access],
        "SecretManagerSecretCreate" => [Create],
        "SecretManagerSecretWrite" => [Write],
        "SecretManagerSecretDelete" => [Delete],
        "SecretManagerSecretRestore" => [Restore],
        "SecretManagerFullAccess" or "AllProductsFullAccess" => All,
        _ => throw new ArgumentException($"There is no permission set {permissionSet}.", nameof(permissionSet)),
    };
}
