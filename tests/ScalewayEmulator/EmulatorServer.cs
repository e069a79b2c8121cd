using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScalewayEmulator.Http;

namespace ScalewayEmulator;

/// <summary>The Secret Manager API over real HTTP on a loopback port of its own. Holds many projects and regions; nothing is persisted.</summary>
/// <remarks>
/// Where the real answer is not known, this one was chosen:
/// an unknown region is a 404 of the resource <c>region</c>; an unknown call is a 501, before authentication;
/// the 404 of a version names the resource <c>secret_version</c> and the id of the secret; 403 answers on versions name <c>secret_version</c>, too;
/// reading a disabled or scheduled version, and changing or deleting what is scheduled, is a 412 with the precondition <c>resource_not_usable</c>;
/// locked secrets are a 423; a broken encryption key is a 409 on writing and a 412 on reading; both quotas count what is scheduled for deletion;
/// a listing without any scope works for keys of the whole organization; names sort by code point, ties by creation.
/// </remarks>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CallLog _calls = new();
    private readonly CancellationTokenSource _stopping = new();

    private EmulatorServer(TimeProvider? timeProvider)
    {
        State = new EmulatorState(timeProvider);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _application = builder.Build();
        _application.Run(new RequestPipeline(State, Faults, _calls, _stopping.Token).RunAsync);
    }

    /// <summary>Base address, such as <c>http://127.0.0.1:43210</c>; give it to clients as the API URL.</summary>
    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>Secrets, keys, quotas and the clock; for seeding and for looking behind the API's back.</summary>
    public EmulatorState State { get; }

    /// <summary>Latency and faults to inject.</summary>
    public FaultInjection Faults { get; } = new();

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<RecordedCall> Calls => _calls.Snapshot();

    /// <summary>Starts a server on a free loopback port.</summary>
    public static async Task<EmulatorServer> StartAsync(TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        var server = new EmulatorServer(timeProvider);
        try
        {
            await server._application.StartAsync(cancellationToken);
            server.BaseUrl = new Uri(server._application.Urls.Single());
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Forgets the calls recorded so far; the running number that fault scripts see goes on.</summary>
    public void ClearCalls() => _calls.Clear();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
    }
}
