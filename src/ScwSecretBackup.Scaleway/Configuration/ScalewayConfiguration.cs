namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>
/// Resolves settings as the official tools do: explicit option, then <c>SCW_*</c> variables, then the profile of the config file (SECRET-MANAGER §2.2).
/// The region falls back to <c>fr-par</c>, as in the official command line; the project has no fallback.
/// </summary>
public static class ScalewayConfiguration
{
    private const string DefaultRegion = "fr-par";
    private const string DefaultApiUrl = "https://api.scaleway.com";

    /// <summary>Resolves and validates.</summary>
    /// <param name="overrides">Explicit options.</param>
    /// <param name="environment">Looks up an environment variable; null when unset.</param>
    /// <exception cref="ScalewayConfigurationException">A setting is missing or malformed.</exception>
    public static ScalewaySettings Resolve(ScalewayOverrides overrides, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        ArgumentNullException.ThrowIfNull(environment);
        var sources = new SettingSources(overrides, environment);
        var (accessKey, secretKey) = ResolveKeys(sources);
        return new ScalewaySettings
        {
            AccessKey = accessKey,
            SecretKey = secretKey,
            ProjectId = ResolveProject(sources),
            Region = ResolveRegion(sources),
            ApiUrl = ResolveApiUrl(sources),
            Insecure = ResolveInsecure(sources),
        };
    }

    /// <summary>The keys alone, from the environment or the profile, for a service of Scaleway that needs no project; null when there is no secret key.</summary>
    /// <param name="environment">Looks up an environment variable; null when unset.</param>
    /// <exception cref="ScalewayConfigurationException">A key is malformed.</exception>
    public static (string AccessKey, SecretKey SecretKey)? FindKeys(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var sources = new SettingSources(new ScalewayOverrides(), environment);
        return sources.Find(SettingDefinition.SecretKey) is null ? null : ResolveKeys(sources);
    }

    /// <summary>Names of the profiles in the config file, for completion; empty when there is no readable file.</summary>
    public static IReadOnlyList<string> ListProfiles(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        try
        {
            return ConfigurationFileLocation.Find(environment) is { } path ? [.. ConfigurationFileReader.Read(path).ProfileNames] : [];
        }
        catch (ScalewayConfigurationException)
        {
            return [];
        }
    }

    /// <summary>Checks settings that were made by hand, as <see cref="Resolve"/> does.</summary>
    /// <exception cref="ScalewayConfigurationException">A setting is malformed.</exception>
    internal static void Validate(ScalewaySettings settings)
    {
        const string Origin = "client settings";
        var secretKey = new SettingValue(settings.SecretKey.HeaderValue, Origin);
        Require(SettingFormat.IsUuid(secretKey.Text), SettingDefinition.SecretKey, secretKey, "a UUID of 36 characters");
        var project = new SettingValue(settings.ProjectId, Origin);
        Require(SettingFormat.IsUuid(project.Text), SettingDefinition.ProjectId, project, "a UUID of 36 characters");
        var region = new SettingValue(settings.Region, Origin);
        Require(SettingFormat.IsRegion(region.Text), SettingDefinition.Region, region, "a region such as fr-par, nl-ams or pl-waw");
        if (SettingFormat.FindApiUrlFault(settings.ApiUrl) is { } fault)
        {
            throw new ScalewayConfigurationException(SettingDefinition.ApiUrl.Name, $"ApiUrl ({Origin}) can't be used: {fault}.");
        }
    }

    /// <summary>
    /// The secret key decides. An access key of a lower level never joins it, and one of a higher level that contradicts the secret key's own level is an error:
    /// two accounts would be mixed.
    /// </summary>
    private static (string AccessKey, SecretKey SecretKey) ResolveKeys(SettingSources sources)
    {
        if (sources.Find(SettingDefinition.SecretKey) is not var (secret, source))
        {
            throw Missing(SettingDefinition.SecretKey);
        }

        Require(SettingFormat.IsUuid(secret.Text), SettingDefinition.SecretKey, secret, "a UUID of 36 characters");
        var own = source.Find(SettingDefinition.AccessKey);
        var higher = sources.Above(source).Select(level => level.Find(SettingDefinition.AccessKey)).FirstOrDefault(value => value is not null);
        if (own is not null && higher is not null && !string.Equals(own.Text, higher.Text, StringComparison.OrdinalIgnoreCase))
        {
            throw new ScalewayConfigurationException(
                SettingDefinition.AccessKey.Name,
                $"The access key ({higher.Origin}) is not the one that belongs to the secret key ({secret.Origin}). Give both keys in one place.");
        }

        if ((own ?? higher) is not { } accessKey)
        {
            return ("", new SecretKey(secret.Text));
        }

        Require(SettingFormat.IsAccessKey(accessKey.Text), SettingDefinition.AccessKey, accessKey, "SCW and 17 letters or digits");
        return (accessKey.Text, new SecretKey(secret.Text));
    }

    private static string ResolveProject(SettingSources sources)
    {
        if (sources.Find(SettingDefinition.ProjectId) is not var (project, _))
        {
            throw Missing(SettingDefinition.ProjectId);
        }

        Require(SettingFormat.IsUuid(project.Text), SettingDefinition.ProjectId, project, "a UUID of 36 characters");
        return project.Text;
    }

    private static string ResolveRegion(SettingSources sources)
    {
        if (sources.Find(SettingDefinition.Region) is not var (value, _))
        {
            return DefaultRegion;
        }

        var region = value.Text switch
        {
            "par1" => "fr-par",
            "ams1" => "nl-ams",
            var text => text,
        };
        Require(SettingFormat.IsRegion(region), SettingDefinition.Region, value, "a region such as fr-par, nl-ams or pl-waw");
        return region;
    }

    private static Uri ResolveApiUrl(SettingSources sources)
    {
        if (sources.Find(SettingDefinition.ApiUrl) is not var (value, _))
        {
            return new Uri(DefaultApiUrl);
        }

        var fault = Uri.TryCreate(value.Text, UriKind.Absolute, out var url)
            ? SettingFormat.FindApiUrlFault(url)
            : "it is not an absolute address such as https://api.scaleway.com";
        return fault is null
            ? new Uri(url!.GetLeftPart(UriPartial.Path).TrimEnd('/'))
            : throw new ScalewayConfigurationException(SettingDefinition.ApiUrl.Name, $"ApiUrl ({value.Origin}) can't be used: {fault}.");
    }

    private static bool ResolveInsecure(SettingSources sources)
    {
        var verify = sources.Find(SettingDefinition.VerifyTls);
        if (sources.Find(SettingDefinition.Insecure) is var (insecure, source) && (verify is null || source is EnvironmentSource))
        {
            return ParseSwitch(insecure);
        }

        return verify is var (value, _) && !ParseSwitch(value);
    }

    private static bool ParseSwitch(SettingValue value) => value.Text.ToUpperInvariant() switch
    {
        "TRUE" or "T" or "1" or "YES" or "ON" => true,
        "FALSE" or "F" or "0" or "NO" or "OFF" => false,
        _ => throw Malformed(SettingDefinition.Insecure, value, "true or false"),
    };

    private static void Require(bool holds, SettingDefinition setting, SettingValue value, string expected)
    {
        if (!holds)
        {
            throw Malformed(setting, value, expected);
        }
    }

    private static ScalewayConfigurationException Malformed(SettingDefinition setting, SettingValue value, string expected) => new(
        setting.Name,
        $"{setting.Name} ({value.Origin}) is {(value.Text.Length == 0 ? "set but empty" : "malformed")}: {expected} is expected.");

    private static ScalewayConfigurationException Missing(SettingDefinition setting) =>
        new(setting.Name, $"{setting.Name} is missing. Give it as {setting.Ways} of the Scaleway configuration file.");
}
