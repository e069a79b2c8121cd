using System.Globalization;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The project, the region and the client that explicit options, the environment and the profile lead to.</summary>
internal sealed class ScalewaySession : IDisposable
{
    private ScalewaySession(ScalewaySettings settings, SecretManagerClient client, CloudApp? app)
    {
        Settings = settings;
        Client = client;
        App = app;
    }

    /// <summary>The registered source or destination it belongs to, or null.</summary>
    public CloudApp? App { get; }

    /// <summary>What the settings resolved to.</summary>
    public ScalewaySettings Settings { get; }

    /// <summary>The client.</summary>
    public SecretManagerClient Client { get; }

    /// <summary>Region and project, as snapshots name their origin.</summary>
    public string Origin => $"{Settings.Region}/{Settings.ProjectId}";

    /// <summary>Resolves the settings; makes no call.</summary>
    public static ScalewaySession Begin(EngineCommand command, ScalewayOverrides overrides, int concurrency, CloudApp? app = null)
    {
        ScalewaySettings settings = Resolve(command, overrides, app);
        command.WriteVerbose($"Project {settings.ProjectId} in region {settings.Region} at {settings.ApiUrl}.");
        if (settings.Insecure)
        {
            command.WriteWarning("TLS certificates are not verified (SCW_INSECURE or the profile's 'insecure').");
        }

        var options = new SecretManagerClientOptions
        {
            MaxConcurrency = concurrency,
            OnCall = call => command.PostDebug(Describe(call)),
            OnRetry = new RetryNotices(command).Tell,
        };
        return new ScalewaySession(settings, new SecretManagerClient(settings, options, TimeProvider.System), app);
    }

    /// <inheritdoc />
    public void Dispose() => Client.Dispose();

    private static ScalewaySettings Resolve(EngineCommand command, ScalewayOverrides overrides, CloudApp? app)
    {
        try
        {
            return ScalewayConfiguration.Resolve(overrides, Environment.GetEnvironmentVariable);
        }
        catch (ScalewayConfigurationException exception)
        {
            command.Fail(ConfigurationErrors.ToRecord(exception, app?.Name));
            throw;
        }
    }

    private static string Describe(ApiCall call)
    {
        string status = call.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        string line = string.Create(CultureInfo.InvariantCulture, $"{call.Method} {call.Path} {status} in {call.Elapsed.TotalMilliseconds:0} ms");
        line += call.RequestId.Length > 0 ? $", request {call.RequestId}" : "";
        return call.Attempt > 0 ? $"{line}, retry {call.Attempt}" : line;
    }
}
