using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>POLYVAL of RFC 8452. Takes data block by block from where it is, so that no copy of a plaintext is left behind.</summary>
internal abstract class Polyval
{
    public const int BlockSize = 16;

    /// <param name="key">16 bytes.</param>
    public static Polyval Create(ReadOnlySpan<byte> key) => CarrylessPolyval.IsSupported ? new CarrylessPolyval(key) : new PortablePolyval(key);

    /// <summary>Appends data, padded with zeros to whole blocks.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        int whole = data.Length / BlockSize * BlockSize;
        AppendBlocks(data[..whole]);
        if (whole < data.Length)
        {
            Span<byte> padded = stackalloc byte[BlockSize];
            padded.Clear();
            data[whole..].CopyTo(padded);
            AppendBlocks(padded);
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    /// <summary>Writes the 16 bytes of the result.</summary>
    public abstract void Finish(Span<byte> result);

    /// <summary>Appends whole blocks.</summary>
    protected abstract void AppendBlocks(ReadOnlySpan<byte> blocks);
}
