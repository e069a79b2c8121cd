namespace ScwSecretBackup.Kloset.Envelopes;

/// <summary>A version word: major, minor and patch, one byte each (FORMAT §1.3).</summary>
/// <param name="Word">As stored, a little-endian u32.</param>
internal readonly record struct KlosetVersion(uint Word) : IComparable<KlosetVersion>
{
    public static readonly KlosetVersion V1_0_0 = new(0x0001_0000);
    public static readonly KlosetVersion V1_1_0 = new(0x0001_0100);

    public byte Major => (byte)(Word >> 16);

    public byte Minor => (byte)(Word >> 8);

    public byte Patch => (byte)Word;

    public static bool operator <(KlosetVersion left, KlosetVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(KlosetVersion left, KlosetVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(KlosetVersion left, KlosetVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(KlosetVersion left, KlosetVersion right) => left.CompareTo(right) >= 0;

    /// <summary>The newest version of a resource that this library writes and reads (FORMAT §1.3).</summary>
    public static KlosetVersion Current(ResourceType type) => type == ResourceType.State ? V1_1_0 : V1_0_0;

    public int CompareTo(KlosetVersion other) => Word.CompareTo(other.Word);

    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}
