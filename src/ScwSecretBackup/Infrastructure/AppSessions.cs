using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>
/// Sessions of registered sources and destinations. Parameters win, then what is registered, then environment and profile; but a key always comes from
/// one place as a whole: where the registration or a parameter names it, the caller's <c>SCW_*</c> keys don't count.
/// </summary>
internal sealed class AppSessions(ScalewayCommand command, ScalewaySessions sessions)
{
    // A vault is asked once for each source, however often its session is wanted.
    private readonly Dictionary<(CloudApp App, ScalewayOverrides Given), ScalewayOverrides> _resolved = [];
    private readonly Dictionary<string, CloudApp> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The session of an app.</summary>
    /// <param name="reference">The app.</param>
    /// <param name="given">What the command was given as parameters.</param>
    public ScalewaySession Get(ScwAppReference reference, ScalewayOverrides given)
    {
        CloudApp app = reference.App ?? Find(reference);
        if (!_resolved.TryGetValue((app, given), out ScalewayOverrides? overrides))
        {
            overrides = Resolve(app, given);
            _resolved.Add((app, given), overrides);
        }

        return sessions.Get(overrides, app);
    }

    private CloudApp Find(ScwAppReference reference)
    {
        string key = $"{reference.Kind}/{reference.Name}";
        if (!_found.TryGetValue(key, out CloudApp? app))
        {
            AppConfiguration configuration = AppRegistry.Read(command);
            var apps = reference.Kind == ScwAppReference.Source ? configuration.Sources : configuration.Destinations;
            if (!apps.TryGetValue(reference.Name, out app))
            {
                command.Fail(AppRegistry.NotRegistered(reference.Kind, reference.Name, apps.Keys));
            }

            _found.Add(key, app);
        }

        return app;
    }

    private ScalewayOverrides Resolve(CloudApp app, ScalewayOverrides given)
    {
        CredentialReference? reference = given.SecretKey is null && given.Profile is null ? app.Credential : null;
        command.WriteVerbose($"'{app.Name}' takes its key from {Origin(given, reference)}.");
        (string? accessKey, SecretKey? secretKey) = reference is null ? (given.AccessKey, given.SecretKey) : Read(app, reference);
        return given with
        {
            AccessKey = accessKey,
            SecretKey = secretKey,
            Profile = given.Profile ?? reference?.Profile,
            ProjectId = given.ProjectId ?? app.ProjectId,
            Region = given.Region ?? app.Region,
            ApiUrl = given.ApiUrl ?? app.ApiUrl,
            IgnoresEnvironmentKeys = given.Profile is not null || reference is not null,
        };
    }

    private static string Origin(ScalewayOverrides given, CredentialReference? reference) => (given, reference) switch
    {
        ({ SecretKey: not null }, _) => "-Credential",
        ({ Profile: { } profile }, _) => $"the profile '{profile}' of -Profile",
        (_, { } registered) => $"the registered {registered}",
        _ => "the environment or the profile of whoever runs the command",
    };

    private (string? AccessKey, SecretKey? SecretKey) Read(CloudApp app, CredentialReference reference)
    {
        if (reference.Secret is { } secret)
        {
            PSCredential credential = new VaultSecret(command, secret).ReadCredential();
            return (credential.UserName, new SecretKey(credential.GetNetworkCredential().Password));
        }

        return reference.SecretKeyVariable is null
            ? (null, null)
            : (reference.AccessKeyVariable is { } name ? ReadVariable(app, name) : null, new SecretKey(ReadVariable(app, reference.SecretKeyVariable)));
    }

    private string ReadVariable(CloudApp app, string name)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
        {
            return value;
        }

        command.Fail(Errors.Create($"The environment variable {name}, which '{app.Name}' is registered with, is not set.", ErrorCatalogue.CredentialsMissing, app.Name,
            "Set the variable, or give the API key with -Credential."));
        return "";
    }
}
