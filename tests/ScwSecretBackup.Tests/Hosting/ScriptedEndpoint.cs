using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>An HTTP server on loopback that answers by rote, the last answer again and again: for refusals that neither the emulator nor a real S3 server can be made to give.</summary>
internal sealed class ScriptedEndpoint : IDisposable
{
    private const int MaxRequest = 64 * 1024;

    // Who asks for TLS gets the answer of a server that has none.
    private const byte TlsHandshake = 22;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[][] _answers;
    private readonly Task _serving;

    private int _next;

    /// <param name="status">Status and reason, such as <c>429 Too Many Requests</c>.</param>
    /// <param name="body">Body.</param>
    /// <param name="headers">More headers, each with its line end.</param>
    public ScriptedEndpoint(string status, string body = "", string headers = "")
        : this([Answer(status, body, headers)])
    {
    }

    /// <param name="answers">Status and headers of each answer, in order.</param>
    public ScriptedEndpoint(IEnumerable<(string Status, string Headers)> answers)
        : this([.. answers.Select(answer => Answer(answer.Status, "", answer.Headers))])
    {
    }

    private ScriptedEndpoint(byte[][] answers)
    {
        _answers = answers;
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <summary>A port of loopback on which nothing listens.</summary>
    public static int ClosedPort()
    {
        using var taken = new ScriptedEndpoint("200 OK");
        return taken.Port;
    }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TestContext.Current.CancellationToken);
        _listener.Dispose();
    }

    private static byte[] Answer(string status, string body, string headers) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nContent-Type: application/xml\r\nConnection: close\r\n{headers}\r\n{body}");

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (IOException)
            {
                // A client that went away; the next one may come.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        byte[] request = new byte[MaxRequest];
        int length = 0;
        do
        {
            int read = await stream.ReadAsync(request.AsMemory(length));
            if (read == 0)
            {
                return;
            }

            length += read;
        }
        while (request[0] != TlsHandshake && request.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0);

        await stream.WriteAsync(_answers[Math.Min(_next++, _answers.Length - 1)]);
        client.Client.Shutdown(SocketShutdown.Send);
    }
}
