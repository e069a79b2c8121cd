using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The sessions of one command: one for each project, region and set of credentials it meets, each closed with the command.</summary>
internal sealed class ScalewaySessions(EngineCommand command, int concurrency) : IDisposable
{
    // A secret key counts as the same only where it is the same object: nothing needs to compare keys by their text.
    private readonly Dictionary<ScalewayOverrides, ScalewaySession> _sessions = [];

    /// <summary>The session that some options lead to. Settings that are missing or malformed end the command.</summary>
    public ScalewaySession Get(ScalewayOverrides overrides)
    {
        if (!_sessions.TryGetValue(overrides, out ScalewaySession? session))
        {
            session = ScalewaySession.Begin(command, overrides, concurrency);
            _sessions.Add(overrides, session);
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
