namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>One level of the precedence: parameters, environment, a named profile, or the root of the configuration file.</summary>
internal interface ISettingSource
{
    /// <summary>The setting as this level gives it, or null.</summary>
    SettingValue? Find(SettingDefinition setting);
}
