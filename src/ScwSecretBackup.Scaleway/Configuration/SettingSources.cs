namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>All levels in order of precedence. The configuration file is read when a setting is asked for that no earlier level has.</summary>
internal sealed class SettingSources
{
    private const string ProfileVariable = "SCW_PROFILE";

    private readonly IReadOnlyList<ISettingSource> _explicitSources;
    private readonly Lazy<IReadOnlyList<ISettingSource>> _profileSources;

    public SettingSources(ScalewayOverrides overrides, Func<string, string?> environment)
    {
        _explicitSources = [new ParameterSource(overrides), new EnvironmentSource(environment, overrides.IgnoresEnvironmentKeys)];
        _profileSources = new Lazy<IReadOnlyList<ISettingSource>>(() => LoadProfiles(overrides, environment));
    }

    /// <summary>The first level that has the setting, and its value.</summary>
    public (SettingValue Value, ISettingSource Source)? Find(SettingDefinition setting)
    {
        foreach (var source in All())
        {
            if (source.Find(setting) is { } value)
            {
                return (value, source);
            }
        }

        return null;
    }

    /// <summary>The levels that win over <paramref name="source"/>.</summary>
    public IEnumerable<ISettingSource> Above(ISettingSource source) => All().TakeWhile(candidate => candidate != source);

    private IEnumerable<ISettingSource> All()
    {
        foreach (var source in _explicitSources)
        {
            yield return source;
        }

        foreach (var source in _profileSources.Value)
        {
            yield return source;
        }
    }

    private static IReadOnlyList<ISettingSource> LoadProfiles(ScalewayOverrides overrides, Func<string, string?> environment)
    {
        var path = ConfigurationFileLocation.Find(environment);
        var file = path is null ? null : ConfigurationFileReader.Read(path);
        var (profile, origin) = ChooseProfile(overrides, environment, file);
        if (profile == ConfigurationFile.RootProfile)
        {
            return file is null ? [] : [new ProfileSource(profile, file.Path, file.Root)];
        }

        if (file is null)
        {
            throw new ScalewayConfigurationException(
                "Profile",
                $"Profile '{profile}' ({origin}) can't be used: there is no configuration file at {ConfigurationFileLocation.Describe(environment)}.");
        }

        if (!file.Profiles.TryGetValue(profile, out var values))
        {
            throw new ScalewayConfigurationException(
                "Profile",
                $"Profile '{profile}' ({origin}) does not exist in {file.Path}. It has: {string.Join(", ", file.ProfileNames)}.");
        }

        return [new ProfileSource(profile, file.Path, values), new ProfileSource(ConfigurationFile.RootProfile, file.Path, file.Root)];
    }

    private static (string Profile, string Origin) ChooseProfile(ScalewayOverrides overrides, Func<string, string?> environment, ConfigurationFile? file)
    {
        if (!string.IsNullOrEmpty(overrides.Profile))
        {
            return (overrides.Profile, "parameter Profile");
        }

        if (environment(ProfileVariable) is { Length: > 0 } named)
        {
            return (named, $"variable {ProfileVariable}");
        }

        return file?.ActiveProfile is { Length: > 0 } active
            ? (active, $"active_profile of {file.Path}")
            : (ConfigurationFile.RootProfile, "root of the file");
    }
}
