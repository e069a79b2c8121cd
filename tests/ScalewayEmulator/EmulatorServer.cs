using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScalewayEmulator.Requests;

namespace ScalewayEmulator;

/// <summary>The Secret Manager API over real HTTP on a loopback port of its own. Holds many projects and regions; nothing is persisted.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CallLog _calls;

    private EmulatorServer(WebApplication application, EmulatorState state, FaultInjection faults, CallLog calls)
    {
        _application = application;
        _calls = calls;
        State = state;
        Faults = faults;
        BaseUrl = new Uri(application.Urls.First());
    }

    /// <summary>Base address, such as <c>http://127.0.0.1:43210</c>; give it to clients as the API URL.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Secrets, keys, quotas and the clock; for seeding and for looking behind the API's back.</summary>
    public EmulatorState State { get; }

    /// <summary>Latency and faults to inject.</summary>
    public FaultInjection Faults { get; }

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<RecordedCall> Calls => _calls.Snapshot();

    /// <summary>Starts a server on a free loopback port.</summary>
    public static async Task<EmulatorServer> StartAsync(TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        var state = new EmulatorState(timeProvider ?? TimeProvider.System);
        var faults = new FaultInjection();
        var calls = new CallLog();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            options.AddServerHeader = false;
        });
        WebApplication application = builder.Build();
        var pipeline = new RequestPipeline(state, faults, calls);
        application.Run(pipeline.HandleAsync);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        return new EmulatorServer(application, state, faults, calls);
    }

    /// <summary>Forgets the calls recorded so far.</summary>
    public void ClearCalls() => _calls.Clear();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(now.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
