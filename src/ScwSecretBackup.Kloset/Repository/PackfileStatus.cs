namespace ScwSecretBackup.Kloset.Repository;

/// <summary>What the states say of a packfile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsKnown">A state introduced it. Locations in an unknown packfile don't count.</param>
/// <param name="IsColoured">Marked for deletion: readable, but nothing new may rely on it.</param>
/// <param name="IsDeleted">Deleted by a state, for ever: names of packfiles never come back (FORMAT §8.6).</param>
internal sealed record PackfileStatus(Mac Name, bool IsKnown, bool IsColoured, bool IsDeleted)
{
    public bool IsReadable => IsKnown && !IsDeleted;

    public bool IsLive => IsReadable && !IsColoured;
}
