using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScwSecretBackup.Scaleway.Tests.Hosting;

/// <summary>A small HTTP/1.1 server on loopback that answers as a test tells it, and can break connections in ways no framework offers.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<ScriptedRequest, int, ScriptedAnswer> _script;
    private readonly Task _accepting;
    private int _count;

    /// <summary>Starts the server.</summary>
    /// <param name="script">Makes the answer to a request; the number runs from 0 over all requests.</param>
    public ScriptedServer(Func<ScriptedRequest, int, ScriptedAnswer> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri BaseUrl => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Gives these answers one after the other, and the last one for ever.</summary>
    public static ScriptedServer Answering(params ScriptedAnswer[] answers) =>
        new((_, number) => answers[Math.Min(number, answers.Length - 1)]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                while (await ReadRequestAsync(stream) is { } request)
                {
                    _requests.Enqueue(request);
                    var answer = _script(request, Interlocked.Increment(ref _count) - 1);
                    answer.BeforeSending?.Invoke();
                    if (!await SendAsync(client, stream, answer))
                    {
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task<bool> SendAsync(TcpClient client, NetworkStream stream, ScriptedAnswer answer)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Scripted\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (answer.Status != 204)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n");
        }

        var headers = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        switch (answer.Fault)
        {
            case AnswerFault.Reset:
                client.LingerState = new LingerOption(true, 0);
                return false;
            case AnswerFault.CutInHeaders:
                await stream.WriteAsync(headers.AsMemory(0, headers.Length / 2), _stop.Token);
                return false;
            case AnswerFault.CutInBody:
                await stream.WriteAsync(headers, _stop.Token);
                await stream.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), _stop.Token);
                return false;
            case AnswerFault.Hang:
                await ReadHeadAsync(stream);
                return false;
            default:
                await stream.WriteAsync(headers, _stop.Token);
                await stream.WriteAsync(answer.Body, _stop.Token);
                return true;
        }
    }

    private async Task<ScriptedRequest?> ReadRequestAsync(NetworkStream stream)
    {
        if (await ReadHeadAsync(stream) is not { } head)
        {
            return null;
        }

        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new ScriptedRequest(start[0], start[1], headers, body);
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            head.Add(one[0]);
            if (head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                return Encoding.ASCII.GetString([.. head]);
            }
        }

        return null;
    }
}
