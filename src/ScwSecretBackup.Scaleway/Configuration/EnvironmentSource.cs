namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Environment variables. One that is set but empty counts as set, as in the official SDK: falling through to another account would be worse than an error.</summary>
internal sealed class EnvironmentSource(Func<string, string?> environment, bool ignoresKeys) : ISettingSource
{
    public SettingValue? Find(SettingDefinition setting)
    {
        if (ignoresKeys && (setting == SettingDefinition.AccessKey || setting == SettingDefinition.SecretKey))
        {
            return null;
        }

        foreach (var variable in setting.Variables)
        {
            if (environment(variable) is { } text)
            {
                return new SettingValue(text, $"variable {variable}");
            }
        }

        return null;
    }
}
