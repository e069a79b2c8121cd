namespace ScwSecretBackup.Engine.Layout;

/// <summary>Something in the snapshot that needs a second look before it is restored.</summary>
/// <param name="Folder">Folder of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="Revision">Version; 0 for the secret as a whole.</param>
/// <param name="Note">What it is.</param>
internal sealed record ManifestFlag(string Folder, string Name, int Revision, string Note)
{
    /// <summary>Reads one entry of <c>flagged</c>.</summary>
    public static ManifestFlag Parse(DocumentReader reader) => new(
        reader.RequireString("folder"),
        reader.RequireString("name"),
        (int)(reader.FindInteger("revision", 0, int.MaxValue) ?? 0),
        reader.FindString("note") ?? "");

    /// <summary>One entry of <c>flagged</c>.</summary>
    public CanonicalObject ToObject() => new CanonicalObject().Set("folder", Folder).Set("name", Name).Set("revision", Revision).Set("note", Note);
}
