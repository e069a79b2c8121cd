namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>What a writer says of a file or directory (FORMAT §9.5); everything else gets the format's defaults.</summary>
/// <param name="Permissions">Low nine bits, such as octal 0600.</param>
/// <param name="ModifiedAt">Modification time, UTC; kept to 100 ns.</param>
public readonly record struct NodeAttributes(int Permissions, DateTimeOffset ModifiedAt);
