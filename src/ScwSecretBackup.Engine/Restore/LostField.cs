namespace ScwSecretBackup.Engine.Restore;

/// <summary>Something of the source that the destination can't have.</summary>
/// <param name="Field">Field, such as <c>key_id</c> or <c>revision 4</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record LostField(string Field, string Reason);
