using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ScwSecretBackup.Infrastructure;

/// <summary>
/// The stores that a session of PowerShell has open, to be found again by their place. Each session knows its own alone, as a handle is what unlocks a store;
/// and no handle is kept alive by being known.
/// </summary>
internal sealed class OpenHandles
{
    private static readonly ConditionalWeakTable<Runspace, OpenHandles> Sessions = [];

    private readonly object _lock = new();
    private readonly List<WeakReference<ScwStore>> _handles = [];

    /// <summary>How places are compared: as the system's files are.</summary>
    public static StringComparison PlaceComparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Those of the session that runs on this thread; null on a thread without one.</summary>
    public static OpenHandles? Current => Runspace.DefaultRunspace is { } session ? Sessions.GetOrCreateValue(session) : null;

    /// <summary>Makes a handle known.</summary>
    public void Add(ScwStore handle)
    {
        lock (_lock)
        {
            _handles.RemoveAll(known => !known.TryGetTarget(out ScwStore? store) || !store.IsOpen);
            _handles.Add(new WeakReference<ScwStore>(handle));
        }
    }

    /// <summary>The open store, where there is just one; else null.</summary>
    public ScwStore? Only
    {
        get
        {
            lock (_lock)
            {
                ScwStore[] open = [.. Open().Take(2)];
                return open.Length == 1 ? open[0] : null;
            }
        }
    }

    /// <summary>The open store at a place, the one that was opened last; null for none.</summary>
    public ScwStore? Find(string location)
    {
        lock (_lock)
        {
            return Open().LastOrDefault(store => store.Location.Equals(location, PlaceComparison));
        }
    }

    private IEnumerable<ScwStore> Open() => _handles.Select(known => known.TryGetTarget(out ScwStore? store) && store.IsOpen ? store : null).OfType<ScwStore>();
}
