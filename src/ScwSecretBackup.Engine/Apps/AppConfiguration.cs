using System.Collections.Immutable;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>What a user registered: sources, destinations and stores by name, ignoring case.</summary>
public sealed record AppConfiguration
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    /// <summary>Nothing is registered.</summary>
    public static AppConfiguration Empty { get; } = new();

    /// <summary>Where backups read.</summary>
    public ImmutableSortedDictionary<string, CloudApp> Sources { get; init; } = ImmutableSortedDictionary.Create<string, CloudApp>(Names);

    /// <summary>Where restores write.</summary>
    public ImmutableSortedDictionary<string, CloudApp> Destinations { get; init; } = ImmutableSortedDictionary.Create<string, CloudApp>(Names);

    /// <summary>Stores.</summary>
    public ImmutableSortedDictionary<string, StoreApp> Stores { get; init; } = ImmutableSortedDictionary.Create<string, StoreApp>(Names);
}
