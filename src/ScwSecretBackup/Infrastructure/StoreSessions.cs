using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The stores that one command works on: the one it was given, or those that the objects in the pipeline come from.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="begin">Uses or opens a store.</param>
internal sealed class StoreSessions(EngineCommand command, Func<ScwStoreReference, StoreSession> begin) : IDisposable
{
    private readonly Dictionary<object, StoreSession> _sessions = [];

    /// <summary>Whether the user named no store, so that the objects of the pipeline do.</summary>
    public bool AreNamedByInput { get; set; }

    /// <summary>The session of a store, the same for every object that comes from it.</summary>
    public StoreSession Get(ScwStoreReference store)
    {
        if (!_sessions.TryGetValue(store.Key, out StoreSession? session))
        {
            session = begin(AreNamedByInput ? FindOrigin(store) : store);
            _sessions.Add(store.Key, session);
        }

        return session;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (StoreSession session in _sessions.Values)
        {
            session.Dispose();
        }

        _sessions.Clear();
    }

    /// <summary>An object says where its store is and has no key: the handle that is open there, else what is registered there, else the place.</summary>
    private ScwStoreReference FindOrigin(ScwStoreReference named)
    {
        if (named.Path is not { } location)
        {
            return named;
        }

        if (OpenHandles.Current?.Find(location) is { } handle)
        {
            return new ScwStoreReference(handle);
        }

        StoreApp? app = AppRegistry.Read(command).Stores.Values.FirstOrDefault(known => known.Location.Equals(location, OpenHandles.PlaceComparison));
        return app is null ? named : new ScwStoreReference(app);
    }
}
