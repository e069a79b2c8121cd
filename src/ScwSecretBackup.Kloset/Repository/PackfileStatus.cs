namespace ScwSecretBackup.Kloset.Repository;

/// <summary>What the states say of a packfile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsKnown">A state introduced it. Locations in an unknown packfile don't count.</param>
/// <param name="ColouredAt">When it was marked for deletion: readable, but nothing new may rely on it. Null when it is not marked.</param>
/// <param name="IsDeleted">Deleted by a state, for ever: names of packfiles never come back (FORMAT §8.6).</param>
internal sealed record PackfileStatus(Mac Name, bool IsKnown, DateTimeOffset? ColouredAt, bool IsDeleted)
{
    public bool IsColoured => ColouredAt is not null;

    public bool IsReadable => IsKnown && !IsDeleted;

    public bool IsLive => IsReadable && !IsColoured;
}
