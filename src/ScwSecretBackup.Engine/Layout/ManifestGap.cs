namespace ScwSecretBackup.Engine.Layout;

/// <summary>Something the snapshot does not hold.</summary>
/// <param name="Folder">Folder of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="Revision">Version; 0 for the secret as a whole.</param>
/// <param name="Reason">Why.</param>
internal sealed record ManifestGap(string Folder, string Name, int Revision, string Reason)
{
    /// <summary>Reads one entry of <c>skipped</c>.</summary>
    public static ManifestGap Parse(DocumentReader reader) => new(
        reader.RequireString("folder"),
        reader.RequireString("name"),
        (int)(reader.FindInteger("revision", 0, int.MaxValue) ?? 0),
        reader.FindString("reason") ?? "");

    /// <summary>One entry of <c>skipped</c>.</summary>
    public CanonicalObject ToObject() => new CanonicalObject().Set("folder", Folder).Set("name", Name).Set("revision", Revision).Set("reason", Reason);
}
