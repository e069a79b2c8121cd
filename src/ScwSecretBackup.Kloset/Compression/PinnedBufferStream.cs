using System.Buffers;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>Lets a compressor that wants a stream write into a <see cref="PinnedBuffer"/>, which stays open when the stream is disposed.</summary>
internal sealed class PinnedBufferStream(PinnedBuffer buffer) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => buffer.Length;

    public override long Position
    {
        get => buffer.Length;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] array, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] array, int offset, int count) => buffer.Write(array.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> source) => buffer.Write(source);
}
