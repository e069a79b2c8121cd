namespace ScwSecretBackup.Engine.Access;

/// <summary>What an <see cref="AccessProbe"/> is to find out.</summary>
public sealed record AccessRequest
{
    /// <summary>Project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What the key is meant for.</summary>
    public IReadOnlyList<AccessDirection> Directions { get; init; } = [AccessDirection.Source, AccessDirection.Destination];

    /// <summary>Also ask with calls on a secret that does not exist, writing ones among them; they can neither read nor change anything.</summary>
    public bool AsksOnMissingSecret { get; init; }

    /// <summary>Secret whose value may be read, as <c>/folder/name</c>; null reads none.</summary>
    public string? Canary { get; init; }
}
