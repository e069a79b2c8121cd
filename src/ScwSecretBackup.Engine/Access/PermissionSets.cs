namespace ScwSecretBackup.Engine.Access;

/// <summary>What each direction needs of the permission sets (SECRET-MANAGER §7.2).</summary>
internal static class PermissionSets
{
    public const string ReadOnly = "SecretManagerReadOnly";
    public const string SecretAccess = "SecretManagerSecretAccess";
    public const string SecretCreate = "SecretManagerSecretCreate";
    public const string SecretWrite = "SecretManagerSecretWrite";
    public const string SecretRestore = "SecretManagerSecretRestore";

    public static IReadOnlyList<(string Set, bool IsNeeded, string WithoutIt)> For(AccessDirection direction) => direction == AccessDirection.Source
        ?
        [
            (ReadOnly, true, "Secrets can't be listed: a backup stops before it reads anything."),
            (SecretAccess, true, "Values can't be read: a backup keeps only what earlier snapshots hold, and stops where every value is refused."),
        ]
        :
        [
            (ReadOnly, true, "The destination can't be listed, so conflicts can't be seen: a restore stops before its first write. Backups, and reading snapshots and values from the store, don't need it."),
            (SecretAccess, false, "Values at the destination can't be read: existing secrets can't be compared by value, nor restored ones read back. Restoring into free names works."),
            (SecretCreate, true, "Nothing can be restored. Backups, and planning a restore with -WhatIf, don't need it."),
            (SecretWrite, true, "Disabled versions stay enabled, protected secrets stay unprotected, and metadata of existing secrets can't be changed. Creating secrets and versions works."),
            (SecretRestore, false, "Secrets that are scheduled for deletion can't be taken back; they can be restored as new ones."),
        ];
}
