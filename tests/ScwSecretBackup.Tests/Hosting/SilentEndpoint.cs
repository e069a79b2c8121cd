using System.Net;
using System.Net.Sockets;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>A server on loopback that takes connections and never answers.</summary>
internal sealed class SilentEndpoint : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<TcpClient> _accepted;

    public SilentEndpoint()
    {
        _listener.Start();
        _accepted = _listener.AcceptTcpClientAsync();
        Reached = ReadRequestAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the beginning of a request has come.</summary>
    public Task Reached { get; }

    public void Dispose()
    {
        _listener.Stop();
        if (_accepted.IsCompletedSuccessfully)
        {
            _accepted.Result.Dispose();
        }

        _listener.Dispose();
    }

    private async Task ReadRequestAsync()
    {
        TcpClient client = await _accepted;
        await client.GetStream().ReadExactlyAsync(new byte[1]);
    }
}
