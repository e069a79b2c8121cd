using ScwSecretBackup.Scaleway.Memory;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>The body of one answer in pinned memory, zeroed when disposed.</summary>
internal sealed class AnswerBody : IDisposable
{
    private readonly PinnedBufferPool _pool;
    private byte[] _buffer;
    private int _length;

    private AnswerBody(PinnedBufferPool pool, int expectedLength)
    {
        _pool = pool;
        _buffer = pool.Rent(expectedLength);
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads a whole body.</summary>
    /// <exception cref="AnswerTooLargeException">It is larger than <paramref name="maxBytes"/>.</exception>
    public static async Task<AnswerBody> ReadAsync(HttpContent content, int maxBytes, PinnedBufferPool pool, CancellationToken cancellationToken)
    {
        // A declared length is trusted only as far as one pooled buffer goes: memory is spent on bytes that came.
        if (content.Headers.ContentLength > maxBytes)
        {
            throw new AnswerTooLargeException(maxBytes);
        }

        var body = new AnswerBody(pool, expectedLength: 0);
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await body.FillAsync(stream, maxBytes, cancellationToken).ConfigureAwait(false);
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
        {
            _pool.Return(buffer);
        }
    }

    private async Task FillAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Grow(maxBytes);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            _length += read;
            if (_length > maxBytes)
            {
                throw new AnswerTooLargeException(maxBytes);
            }
        }
    }

    private void Grow(int maxBytes)
    {
        // One byte more than allowed is enough to notice that an answer is too large.
        var larger = _pool.Rent((int)Math.Min(2L * _buffer.Length, maxBytes + 1L));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _pool.Return(_buffer);
        _buffer = larger;
    }
}
