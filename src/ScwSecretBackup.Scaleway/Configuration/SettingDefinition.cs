namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>One setting and where each kind of source keeps it (SECRET-MANAGER §2.2).</summary>
/// <param name="Name">Name of the parameter, and of the setting in error messages.</param>
/// <param name="Variables">Environment variables, the current one first, then the legacy ones that are still read.</param>
/// <param name="ProfileKey">Key of the configuration file, or null when the file doesn't have the setting.</param>
internal sealed record SettingDefinition(string Name, IReadOnlyList<string> Variables, string? ProfileKey)
{
    public static readonly SettingDefinition AccessKey = new("AccessKey", ["SCW_ACCESS_KEY", "SCALEWAY_ACCESS_KEY"], "access_key");

    public static readonly SettingDefinition SecretKey = new("SecretKey", ["SCW_SECRET_KEY", "SCW_TOKEN", "SCALEWAY_TOKEN"], "secret_key");

    public static readonly SettingDefinition ProjectId = new("ProjectId", ["SCW_DEFAULT_PROJECT_ID"], "default_project_id");

    public static readonly SettingDefinition Region = new("Region", ["SCW_DEFAULT_REGION", "SCW_REGION", "SCALEWAY_REGION"], "default_region");

    public static readonly SettingDefinition ApiUrl = new("ApiUrl", ["SCW_API_URL"], "api_url");

    public static readonly SettingDefinition Insecure = new("Insecure", ["SCW_INSECURE"], "insecure");

    /// <summary>Legacy inverse of <see cref="Insecure"/>, known to the environment only.</summary>
    public static readonly SettingDefinition VerifyTls = new("Insecure", ["SCW_TLSVERIFY"], null);

    /// <summary>Keys of the configuration file that must be scalars.</summary>
    public static IReadOnlyCollection<string> ProfileKeys { get; } =
        [.. new[] { AccessKey, SecretKey, ProjectId, Region, ApiUrl, Insecure }.Select(definition => definition.ProfileKey!)];

    /// <summary>The ways to give the setting, for "it is missing" messages.</summary>
    public string Ways => $"parameter {Name}, variable {Variables[0]}, or {ProfileKey} in a profile";
}
