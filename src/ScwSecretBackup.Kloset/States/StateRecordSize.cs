namespace ScwSecretBackup.Kloset.States;

/// <summary>Body lengths of the records of a state (FORMAT §8.3).</summary>
internal static class StateRecordSize
{
    /// <summary>Type and length before every body.</summary>
    public const int Header = 1 + sizeof(uint);

    public const int Location = 1 + sizeof(uint) + (2 * Mac.Size) + sizeof(ulong) + (2 * sizeof(uint));

    public const int Coloured = 1 + Mac.Size + sizeof(ulong);

    public const int Packfile = (2 * Mac.Size) + sizeof(ulong);

    public const int Delete = 2 + (2 * Mac.Size);

    /// <summary>Version, time and serial; the only record without a length.</summary>
    public const int Metadata = sizeof(uint) + sizeof(ulong) + Serial;

    public const int Serial = 16;
}
