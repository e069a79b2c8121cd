using System.Buffers.Binary;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>Where one state is in a segment of the cache.</summary>
/// <param name="Id">Name of the state in the store.</param>
/// <param name="Offset">First byte in the segment.</param>
/// <param name="Length">Length of the state file.</param>
/// <param name="Binding">
/// MAC over the name and the HMAC at the end of the file. The HMAC vouches for the content only: names of states have no meaning in the
/// format (FORMAT §8.4), so without it the content of one state could stand under the name of another.
/// </param>
internal readonly record struct CachedStateEntry(Mac Id, long Offset, int Length, Mac Binding)
{
    /// <summary>Bytes of a record in the index of a segment.</summary>
    public const int RecordSize = Mac.Size + sizeof(long) + sizeof(int) + Mac.Size;

    private const int LengthOffset = Mac.Size + sizeof(long);
    private const int BindingOffset = LengthOffset + sizeof(int);

    private static ReadOnlySpan<byte> Label => "state cache 1"u8;

    public static Mac Bind(Mac id, ReadOnlySpan<byte> file, IStoreMac mac)
    {
        Span<byte> bound = stackalloc byte[Label.Length + Mac.Size + Envelope.FooterSize];
        Label.CopyTo(bound);
        id.CopyTo(bound[Label.Length..]);
        file[^Envelope.FooterSize..].CopyTo(bound[(Label.Length + Mac.Size)..]);
        return mac.Compute(bound);
    }

    /// <summary>Whether the file is what was cached under the name, in constant time. Its HMAC is not looked at here.</summary>
    public bool IsBoundTo(ReadOnlySpan<byte> file, IStoreMac mac) =>
        file.Length >= Envelope.FooterSize && CryptographicOperations.FixedTimeEquals(Bind(Id, file, mac).ToArray(), Binding.ToArray());

    public static CachedStateEntry Parse(ReadOnlySpan<byte> record) => new(
        new Mac(record[..Mac.Size]),
        BinaryPrimitives.ReadInt64LittleEndian(record[Mac.Size..]),
        BinaryPrimitives.ReadInt32LittleEndian(record[LengthOffset..]),
        new Mac(record[BindingOffset..]));

    public void Write(Span<byte> record)
    {
        Id.CopyTo(record);
        BinaryPrimitives.WriteInt64LittleEndian(record[Mac.Size..], Offset);
        BinaryPrimitives.WriteInt32LittleEndian(record[LengthOffset..], Length);
        Binding.CopyTo(record[BindingOffset..]);
    }
}
