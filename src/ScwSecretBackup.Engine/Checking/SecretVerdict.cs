namespace ScwSecretBackup.Engine.Checking;

/// <summary>What a check says of one secret as one or more snapshots have it.</summary>
internal sealed record SecretVerdict
{
    /// <summary>Folder and name, or the directory where they can't be read.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the secret; empty where it can't be read.</summary>
    public string Id { get; init; } = "";

    /// <summary>Versions with metadata.</summary>
    public int VersionCount { get; init; }

    /// <summary>Versions with a value.</summary>
    public int ValueCount { get; init; }

    /// <summary>Values that were carried forward; null when that was not looked at.</summary>
    public int? CarriedForwardCount { get; init; }

    /// <summary>Versions whose value is intact.</summary>
    public IReadOnlyList<int> IntactRevisions { get; init; } = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ContentProblem> Problems { get; init; } = [];
}
