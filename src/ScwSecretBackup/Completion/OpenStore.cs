using System.Collections;
using System.Management.Automation;

namespace ScwSecretBackup.Completion;

/// <summary>The store of a command line that is being typed.</summary>
internal static class OpenStore
{
    private const string StoreParameter = "Store";
    private const string Latest = "latest";

    private static readonly string[] SnapshotParameters = ["Snapshot", "DifferenceSnapshot", "ReferenceSnapshot"];

    /// <summary>The handle that is given as the store, if it is open. Stores that would have to be opened are left alone: no network, no unlocking.</summary>
    public static ScwStore? Find(IDictionary boundParameters) => Unwrap(boundParameters[StoreParameter]) switch
    {
        ScwStore { IsOpen: true } handle => handle,
        ScwStoreReference { Handle: { IsOpen: true } handle } => handle,
        _ => null,
    };

    /// <summary>The secrets of the snapshot on the command line, or of the one that a command read last, as far as they are known.</summary>
    public static IReadOnlyList<(string Folder, string Name)> FindSecrets(IDictionary boundParameters)
    {
        object? snapshot = SnapshotParameters.Select(name => Unwrap(boundParameters[name])).FirstOrDefault(value => value is not null);
        string? id = snapshot is null ? null : $"{snapshot}";
        return Find(boundParameters)?.KnownSecrets.Find(Latest.Equals(id, StringComparison.OrdinalIgnoreCase) ? null : id) ?? [];
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
