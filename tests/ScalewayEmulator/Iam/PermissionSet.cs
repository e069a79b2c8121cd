namespace ScalewayEmulator.Iam;

/// <summary>What each permission set allows (SECRET-MANAGER §7.1).</summary>
internal static class PermissionSet
{
    private static readonly string[] AllActions =
    [
        SecretAction.List, SecretAction.Read, SecretAction.Access, SecretAction.Create, SecretAction.Write, SecretAction.Delete, SecretAction.Restore,
    ];

    /// <summary>The actions of a set; sets of other products allow nothing here.</summary>
    public static IReadOnlyCollection<string> ActionsOf(string permissionSet) => permissionSet switch
    {
        "SecretManagerReadOnly" or "AllProductsReadOnly" => [SecretAction.List, SecretAction.Read],
        "SecretManagerSecretAccess" => [SecretAction.Access],
        "SecretManagerSecretCreate" => [SecretAction.Create],
        "SecretManagerSecretWrite" => [SecretAction.Write],
        "SecretManagerSecretDelete" => [SecretAction.Delete],
        "SecretManagerSecretRestore" => [SecretAction.Restore],
        "SecretManagerFullAccess" or "AllProductsFullAccess" => AllActions,
        _ when permissionSet.StartsWith("SecretManager", StringComparison.Ordinal) || permissionSet.StartsWith("AllProducts", StringComparison.Ordinal) =>
            throw new ArgumentException($"There is no permission set '{permissionSet}'.", nameof(permissionSet)),
        _ => [],
    };
}
