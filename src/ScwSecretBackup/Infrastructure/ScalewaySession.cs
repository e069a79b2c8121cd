using System.Globalization;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The project, the region and the client that explicit options, the environment and the profile lead to.</summary>
internal sealed class ScalewaySession : IDisposable
{
    private ScalewaySession(ScalewaySettings settings, SecretManagerClient client)
    {
        Settings = settings;
        Client = client;
    }

    /// <summary>What the settings resolved to.</summary>
    public ScalewaySettings Settings { get; }

    /// <summary>The client.</summary>
    public SecretManagerClient Client { get; }

    /// <summary>Region and project, as snapshots name their origin.</summary>
    public string Origin => $"{Settings.Region}/{Settings.ProjectId}";

    /// <summary>Resolves the settings; makes no call.</summary>
    public static ScalewaySession Begin(EngineCommand command, ScalewayOverrides overrides, int concurrency)
    {
        ScalewaySettings settings = Resolve(command, overrides);
        command.WriteVerbose($"Project {settings.ProjectId} in region {settings.Region} at {settings.ApiUrl}.");
        if (settings.Insecure)
        {
            command.WriteWarning("TLS certificates are not verified (SCW_INSECURE or the profile's 'insecure').");
        }

        var options = new SecretManagerClientOptions
        {
            MaxConcurrency = concurrency,
            OnCall = call => command.PostDebug(Describe(call)),
        };
        return new ScalewaySession(settings, new SecretManagerClient(settings, options, TimeProvider.System));
    }

    /// <inheritdoc />
    public void Dispose() => Client.Dispose();

    private static ScalewaySettings Resolve(EngineCommand command, ScalewayOverrides overrides)
    {
        try
        {
            return ScalewayConfiguration.Resolve(overrides, Environment.GetEnvironmentVariable);
        }
        catch (ScalewayConfigurationException exception)
        {
            command.Fail(ConfigurationErrors.ToRecord(exception));
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
