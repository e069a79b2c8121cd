using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The sessions of one command: one for each project, region and set of credentials it meets, each closed with the command.</summary>
internal sealed class ScalewaySessions(EngineCommand command, int concurrency) : IDisposable
{
    // A secret key counts as the same only where it is the same object: nothing needs to compare keys by their text.
    private readonly Dictionary<(ScalewayOverrides, CloudApp?), ScalewaySession> _sessions = [];

    /// <summary>The session that some options lead to. Settings that are missing or malformed end the command.</summary>
    /// <param name="overrides">The options.</param>
    /// <param name="app">The source or destination they come from, or null.</param>
    public ScalewaySession Get(ScalewayOverrides overrides, CloudApp? app = null)
    {
        if (!_sessions.TryGetValue((overrides, app), out ScalewaySession? session))
        {
            session = ScalewaySession.Begin(command, overrides, concurrency, app);
            _sessions.Add((overrides, app), session);
        }

        return session;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (ScalewaySession session in _sessions.Values)
        {
            session.Dispose();
        }

        _sessions.Clear();
    }
}
