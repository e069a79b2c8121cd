namespace ScalewayEmulator.Answers;

/// <summary>A secret, or a folder when <paramref name="Secret"/> is null.</summary>
internal sealed record BrowseItem(string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, EmulatedSecret? Secret);
