namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Names one secret of a snapshot.</summary>
/// <param name="Name">Its name, exactly.</param>
/// <param name="Folder">Its folder; null where the name alone is to tell.</param>
/// <param name="Id">Its id; null where folder and name are to tell.</param>
public sealed record SecretReference(string Name, string? Folder = null, string? Id = null)
{
    /// <summary>Folder and name, as far as they are given.</summary>
    public override string ToString() => Folder is null ? Name : $"{Folder.TrimEnd('/')}/{Name}";
}
