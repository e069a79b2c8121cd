using System.Management.Automation;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Infrastructure;

/// <summary>What this user registered, as cmdlets use it.</summary>
internal static class AppRegistry
{
    /// <summary>The registrations; a file that can't be used ends the command.</summary>
    public static AppConfiguration Read(EngineCommand command)
    {
        AppConfigurationFile file = Open(command);
        (AppConfiguration configuration, string? warning) = command.Run("Reading the configuration", file.Path, _ => Task.FromResult((file.Read(), file.FindWarning())));
        if (warning is not null)
        {
            command.WriteWarning(warning);
        }

        return configuration;
    }

    /// <summary>Changes the registrations.</summary>
    public static void Update(EngineCommand command, string target, Func<AppConfiguration, AppConfiguration> change)
    {
        AppConfigurationFile file = Open(command);
        command.WriteVerbose($"Writing the configuration file '{file.Path}'.");
        command.Run("Writing the configuration", target, run => file.UpdateAsync(change, run.CancellationToken));
    }

    /// <summary>Changes the registrations where that is no part of what the command is for; what goes wrong is returned.</summary>
    public static Exception? TryUpdate(EngineCommand command, Func<AppConfiguration, AppConfiguration> change)
    {
        AppConfigurationFile file = Open(command);
        return command.Attempt("Writing the configuration", async run =>
        {
            await file.UpdateAsync(change, run.CancellationToken).ConfigureAwait(false);
            return true;
        }).Failure;
    }

    /// <summary>The error for a name that nobody registered; it lists those there are.</summary>
    public static ErrorRecord NotRegistered(string kind, string name, IEnumerable<string> names)
    {
        ErrorEntry entry = kind switch
        {
            ScwAppReference.Source => ErrorCatalogue.SourceNotRegistered,
            ScwAppReference.Destination => ErrorCatalogue.DestinationNotRegistered,
            _ => ErrorCatalogue.StoreNotRegistered,
        };
        return Errors.Create($"No {kind} is registered as '{name}'. {Describe(names)}", entry, name);
    }

    /// <summary>Names for messages.</summary>
    public static string Describe(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"Registered are: {list}." : "None is registered.";

    private static AppConfigurationFile Open(EngineCommand command) => command.Run(
        "Finding the configuration", AppConfigurationLocation.Variable, _ => Task.FromResult(new AppConfigurationFile(AppConfigurationLocation.Find(Environment.GetEnvironmentVariable), TimeProvider.System)));
}
