using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Completion;

/// <summary>Completes what snapshots say of themselves, from those that commands listed before in the open store, and the SLA attributes of what is registered.</summary>
internal sealed class SnapshotFieldCompleter : WordCompleter
{
    private protected override IEnumerable<string> List(string parameter, TypedCommand command) =>
        Sorted(command.Snapshots.SelectMany(header => InSnapshot(parameter, header.Description)).Concat(InRegistrations(parameter)));

    private static IEnumerable<string> InSnapshot(string parameter, SnapshotDescription snapshot) => parameter switch
    {
        "Name" or "SnapshotName" => [snapshot.Name],
        "Category" => [snapshot.Category],
        "Environment" => [snapshot.Environment],
        "Perimeter" => [snapshot.Perimeter],
        "Job" => [snapshot.Job],
        "Dataset" => [snapshot.Dataset],
        "DataClass" => snapshot.DataClasses,
        "Tag" or "ExcludeTag" or "Label" => snapshot.Tags,
        "Type" => [snapshot.ImporterType],
        "Origin" => [snapshot.ImporterOrigin],
        "Root" => [snapshot.ImporterDirectory],
        _ => [],
    };

    private static IEnumerable<string> InRegistrations(string parameter)
    {
        AppConfiguration registered = parameter is "Environment" or "DataClass" ? TypedCommand.ReadRegistrations() : AppConfiguration.Empty;
        IEnumerable<CloudApp> apps = registered.Sources.Values.Concat(registered.Destinations.Values);
        return parameter == "Environment" ? apps.Select(app => app.Environment) : apps.SelectMany(app => app.DataClasses);
    }
}
