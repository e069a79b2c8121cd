namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>One profile of the configuration file, without the root values that it is laid over.</summary>
internal sealed class ProfileSource(string profile, string filePath, IReadOnlyDictionary<string, string> values) : ISettingSource
{
    public SettingValue? Find(SettingDefinition setting) =>
        setting.ProfileKey is { } key && values.TryGetValue(key, out var text)
            ? new SettingValue(text, $"{key} of profile '{profile}' in {filePath}")
            : null;
}
