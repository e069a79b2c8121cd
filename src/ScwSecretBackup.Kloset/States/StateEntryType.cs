namespace ScwSecretBackup.Kloset.States;

/// <summary>Kind of a record in a state (FORMAT §8.3).</summary>
internal enum StateEntryType : byte
{
    None = 0,
    Metadata = 1,
    Location = 2,
    Coloured = 3,
    Packfile = 4,
    Configuration = 5,
    Delete = 6,
}
