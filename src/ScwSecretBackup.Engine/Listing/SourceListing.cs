namespace ScwSecretBackup.Engine.Listing;

/// <summary>What the source lists.</summary>
/// <param name="Secrets">The selected secrets: live ones, then those scheduled for deletion.</param>
/// <param name="LiveCount">Secrets that are not scheduled for deletion, selected or not: what listings are compared by.</param>
internal sealed record SourceListing(IReadOnlyList<SourceSecret> Secrets, int LiveCount);
