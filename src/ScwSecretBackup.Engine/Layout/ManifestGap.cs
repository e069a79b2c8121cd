namespace ScwSecretBackup.Engine.Layout;

/// <summary>Something the snapshot does not hold.</summary>
/// <param name="Folder">Folder of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="Revision">Version; 0 for the secret as a whole.</param>
/// <param name="Reason">Why.</param>
internal sealed record ManifestGap(string Folder, string Name, int Revision, string Reason)
{
    /// <summary>Id of the secret, which tells two of one folder and name apart; empty in snapshots of earlier versions.</summary>
    public string SecretId { get; init; } = "";

    /// <summary>Reads one entry of <c>skipped</c>.</summary>
    public static ManifestGap Parse(DocumentReader reader) => new(
        reader.RequireString("folder"),
        reader.RequireString("name"),
        (int)(reader.FindInteger("revision", 0, int.MaxValue) ?? 0),
        reader.FindString("reason") ?? "")
    {
        SecretId = reader.FindString("secret_id") ?? "",
    };

    /// <summary>One entry of <c>skipped</c>.</summary>
    public CanonicalObject ToObject() => new CanonicalObject()
        .Set("folder", Folder)
        .Set("name", Name)
        .Set("revision", Revision)
        .Set("reason", Reason)
        .Set("secret_id", SecretId.Length == 0 ? null : SecretId);
}
