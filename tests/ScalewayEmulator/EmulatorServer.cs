namespace ScalewayEmulator;

/// <summary>The Secret Manager API over real HTTP on a loopback port of its own. Holds many projects and regions; nothing is persisted.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private EmulatorServer()
    {
    }

    /// <summary>Base address, such as <c>http://127.0.0.1:43210</c>; give it to clients as the API URL.</summary>
    public Uri BaseUrl => throw new NotImplementedException();

    /// <summary>Secrets, keys, quotas and the clock; for seeding and for looking behind the API's back.</summary>
    public EmulatorState State => throw new NotImplementedException();

    /// <summary>Latency and faults to inject.</summary>
    public FaultInjection Faults => throw new NotImplementedException();

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<RecordedCall> Calls => throw new NotImplementedException();

    /// <summary>Starts a server on a free loopback port.</summary>
    public static Task<EmulatorServer> StartAsync(TimeProvider? timeProvider = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Forgets the calls recorded so far.</summary>
    public void ClearCalls() => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
