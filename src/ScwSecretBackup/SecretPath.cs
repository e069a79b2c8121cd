namespace ScwSecretBackup;

/// <summary>Folder and name in one text, for display and for error targets.</summary>
internal static class SecretPath
{
    /// <summary>Joins a folder such as <c>/</c> or <c>/a/b</c> and a name.</summary>
    public static string Join(string folder, string name) => folder.EndsWith('/') ? folder + name : $"{folder}/{name}";
}
