using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Completion;

/// <summary>A command line that is being typed, and what the session knows of the store it names. No store is opened for it, and nothing is read but the configuration file.</summary>
/// <param name="name">Name of the command, as it was typed.</param>
/// <param name="parameters">What is on the line so far.</param>
internal sealed class TypedCommand(string name, IDictionary parameters)
{
    private const string StoreParameter = "Store";
    private const string Latest = "latest";

    private static readonly string[] SnapshotParameters = ["Snapshot", "DifferenceSnapshot", "ReferenceSnapshot"];

    /// <summary>The open store on the line: a handle; or a name or a place where this session has a store open, on the line or among the default values of parameters; or the only store that the session has open.</summary>
    public ScwStore? Store => PSObjectValue.Unwrap(parameters[StoreParameter]) switch
    {
        null => FindDefault(),
        ScwStore handle => OnlyOpen(handle),
        ScwStoreReference { Handle: { } handle } => OnlyOpen(handle),
        var named => FindNamed($"{named}"),
    };

    /// <summary>Headers of the snapshots that commands met in the store, newest first.</summary>
    public IReadOnlyList<SnapshotHeader> Snapshots => Store?.TryUse()?.KnownSnapshots ?? [];

    /// <summary>The secrets of the snapshot on the line, or of the one that a command read last, as far as they are known.</summary>
    public IReadOnlyList<KnownSecret> Secrets
    {
        get
        {
            string? id = SnapshotParameters.Select(parameter => PSObjectValue.Unwrap(parameters[parameter])).FirstOrDefault(value => value is not null)?.ToString();
            return Store?.KnownSecrets.Find(Latest.Equals(id, StringComparison.OrdinalIgnoreCase) ? null : id) ?? [];
        }
    }

    /// <summary>What is on the line for a parameter, as texts.</summary>
    public IReadOnlyList<string> TextsOf(string parameter) =>
        parameters[parameter] is { } value && LanguagePrimitives.TryConvertTo(value, out string[] texts) && texts is not null ? texts : [];

    /// <summary>What this user registered.</summary>
    public static AppConfiguration ReadRegistrations() => new AppConfigurationFile(AppConfigurationLocation.Find(Environment.GetEnvironmentVariable), TimeProvider.System).Read();

    private static ScwStore? OnlyOpen(ScwStore handle) => handle.IsOpen ? handle : null;

    private ScwStore? FindDefault()
    {
        if (OpenHandles.Current is not { } handles)
        {
            return null;
        }

        return PSObjectValue.Unwrap(DefaultOf(StoreParameter)) switch
        {
            null => handles.Only,
            ScwStore handle => OnlyOpen(handle),
            var named => FindNamed($"{named}"),
        };
    }

    private static ScwStore? FindNamed(string text)
    {
        if (text.Length == 0 || OpenHandles.Current is not { } handles)
        {
            return null;
        }

        return handles.Find(text)
            ?? (ReadRegistrations().Stores.TryGetValue(text, out StoreApp? app) ? handles.Find(app.Location) : null)
            ?? (Session()?.Path.GetUnresolvedProviderPathFromPSPath(text) is { } path ? handles.Find(path) : null);
    }

    /// <summary>The default value that the session has for a parameter of the command, or null.</summary>
    private object? DefaultOf(string parameter)
    {
        string command = name[(name.LastIndexOf('\\') + 1)..];
        return PSObjectValue.Unwrap(Session()?.PSVariable.GetValue("PSDefaultParameterValues")) is IDictionary defaults
            ? defaults.Cast<DictionaryEntry>().FirstOrDefault(entry => $"{entry.Key}".Split(':') is [var commands, var named]
                && WildcardPattern.Get(commands.Trim(), WildcardOptions.IgnoreCase).IsMatch(command)
                && WildcardPattern.Get(named.Trim(), WildcardOptions.IgnoreCase).IsMatch(parameter)).Value
            : null;
    }

    private static SessionState? Session()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext").Invoke<EngineIntrinsics>().FirstOrDefault()?.SessionState;
    }
}
