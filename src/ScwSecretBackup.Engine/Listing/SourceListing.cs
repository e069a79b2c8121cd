namespace ScwSecretBackup.Engine.Listing;

/// <summary>Everything the source lists.</summary>
/// <param name="Secrets">Live secrets, then those scheduled for deletion.</param>
/// <param name="LiveCount">Secrets that are not scheduled for deletion.</param>
internal sealed record SourceListing(IReadOnlyList<SourceSecret> Secrets, int LiveCount);
