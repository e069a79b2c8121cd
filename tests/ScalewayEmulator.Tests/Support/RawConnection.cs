using System.Net.Sockets;
using System.Text;

namespace ScalewayEmulator.Tests.Support;

/// <summary>One request over a bare TCP connection, and every byte that comes back until the connection ends.</summary>
internal static class RawConnection
{
    public static async Task<RawAnswer> ExchangeAsync(ApiSession session, string method, string path, string body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(session.Server.BaseUrl.Host, session.Server.BaseUrl.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        string request = $"{method} {ApiSession.Prefix}{path} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: {session.Key}\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        return await ReadAsync(stream);
    }

    private static async Task<RawAnswer> ReadAsync(NetworkStream stream)
    {
        using var received = new MemoryStream();
        byte[] buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and int count)
            {
                received.Write(buffer, 0, count);
            }

            return new RawAnswer(Encoding.UTF8.GetString(received.ToArray()), WasReset: false);
        }
        catch (IOException)
        {
            return new RawAnswer(Encoding.UTF8.GetString(received.ToArray()), WasReset: true);
        }
    }
}
