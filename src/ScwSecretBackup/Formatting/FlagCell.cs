using System.ComponentModel;
using System.Management.Automation;

namespace ScwSecretBackup.Formatting;

/// <summary>
/// Cells of one letter for each thing that is special: P protected, E expires, 1 single access (reading destroys it), M managed by a product, U used by
/// products, K encrypted with a key of the user's, D deletion pending.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FlagCell
{
    /// <summary>Flags of a secret in a project: P, E, 1, M, K, D.</summary>
    public static string Secret(PSObject secret) => string.Concat(
        Recovered.IsSet(secret, nameof(ScwSecretInfo.Protected)) ? "P" : "",
        Recovered.Property(secret, nameof(ScwSecretInfo.TimeToLive)) is not null ? "E" : "",
        Recovered.IsSet(secret, nameof(ScwSecretInfo.SingleAccess)) ? "1" : "",
        Recovered.IsSet(secret, nameof(ScwSecretInfo.Managed)) ? "M" : "",
        Recovered.Property(secret, nameof(ScwSecretInfo.KeyId)) is not null ? "K" : "",
        Recovered.Property(secret, nameof(ScwSecretInfo.DeletionRequestedAt)) is not null ? "D" : "");

    /// <summary>Flags of a version in a snapshot: E, 1, M, U, D.</summary>
    public static string Item(PSObject item) => string.Concat(
        Recovered.Property(item, nameof(ScwSnapshotItem.ExpiresAt)) is not null ? "E" : "",
        Recovered.IsSet(item, nameof(ScwSnapshotItem.SingleAccess)) ? "1" : "",
        Recovered.IsSet(item, nameof(ScwSnapshotItem.Managed)) ? "M" : "",
        Recovered.Elements(Recovered.Property(item, nameof(ScwSnapshotItem.UsedBy))).Any() ? "U" : "",
        Recovered.Property(item, nameof(ScwSnapshotItem.DeletionRequestedAt)) is not null ? "D" : "");
}
