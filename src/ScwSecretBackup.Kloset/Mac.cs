using System.Buffers.Binary;

namespace ScwSecretBackup.Kloset;

/// <summary>A 32-byte identifier of a store: a MAC of content, or a random id of a snapshot, state or lock (FORMAT §0.3).</summary>
public readonly struct Mac : IEquatable<Mac>, IComparable<Mac>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Reads the identifier from exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 32 bytes long.</exception>
    public Mac(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A MAC has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>32 zero bytes: "none" wherever the format always writes a MAC.</summary>
    public static Mac Nil => default;

    /// <summary>Whether all 32 bytes are zero.</summary>
    public bool IsNil => (_a | _b | _c | _d) == 0;

    /// <summary>First byte, which names the shard folder of the file (FORMAT §11.1).</summary>
    public byte Shard => (byte)(_a >> 56);

    /// <summary>Parses exactly 64 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Mac mac)
    {
        mac = default;
        if (text.Length != Size * 2)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Size];
        for (int i = 0; i < Size; i++)
        {
            int high = HexDigit(text[2 * i]);
            int low = HexDigit(text[(2 * i) + 1]);
            if ((high | low) < 0)
            {
                return false;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        mac = new Mac(bytes);
        return true;
    }

    /// <summary>Parses exactly 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Mac Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Mac mac) ? mac : throw new FormatException("An identifier has exactly 64 hexadecimal digits.");

    /// <summary>A fresh random identifier.</summary>
    public static Mac NewRandom()
    {
        Span<byte> bytes = stackalloc byte[Size];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        return new Mac(bytes);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>64 lowercase hexadecimal digits.</summary>
    public override string ToString() => $"{_a:x16}{_b:x16}{_c:x16}{_d:x16}";

    /// <inheritdoc />
    public bool Equals(Mac other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Mac other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <summary>Compares bytewise.</summary>
    public int CompareTo(Mac other)
    {
        int order = _a.CompareTo(other._a);
        order = order != 0 ? order : _b.CompareTo(other._b);
        order = order != 0 ? order : _c.CompareTo(other._c);
        return order != 0 ? order : _d.CompareTo(other._d);
    }

    /// <summary>Equal bytes.</summary>
    public static bool operator ==(Mac left, Mac right) => left.Equals(right);

    /// <summary>Different bytes.</summary>
    public static bool operator !=(Mac left, Mac right) => !left.Equals(right);

    /// <summary>Bytewise order.</summary>
    public static bool operator <(Mac left, Mac right) => left.CompareTo(right) < 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator <=(Mac left, Mac right) => left.CompareTo(right) <= 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >(Mac left, Mac right) => left.CompareTo(right) > 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >=(Mac left, Mac right) => left.CompareTo(right) >= 0;

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
