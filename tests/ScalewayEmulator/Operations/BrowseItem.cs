namespace ScalewayEmulator.Operations;

/// <summary>A secret, or a folder when there is none, as browsing shows it.</summary>
internal sealed record BrowseItem(string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, EmulatedSecret? Secret);
