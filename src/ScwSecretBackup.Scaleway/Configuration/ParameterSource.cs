namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Explicit options.</summary>
internal sealed class ParameterSource(ScalewayOverrides overrides) : ISettingSource
{
    public SettingValue? Find(SettingDefinition setting)
    {
        var text = setting.Name switch
        {
            _ when setting == SettingDefinition.AccessKey => overrides.AccessKey,
            _ when setting == SettingDefinition.SecretKey => overrides.SecretKey?.HeaderValue,
            _ when setting == SettingDefinition.ProjectId => overrides.ProjectId,
            _ when setting == SettingDefinition.Region => overrides.Region,
            _ when setting == SettingDefinition.ApiUrl => overrides.ApiUrl?.OriginalString,
            _ => null,
        };
        return text is null ? null : new SettingValue(text, $"parameter {setting.Name}");
    }
}
