using ScalewayEmulator.Http;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Operations;

/// <summary>The filters of listings (SECRET-MANAGER §4.1). Name and path compare exactly.</summary>
internal sealed record SecretFilter
{
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Name { get; init; }
    public string? Path { get; init; }
    public string? Type { get; init; }
    public bool? Ephemeral { get; init; }
    public bool ScheduledForDeletion { get; init; }

    public static SecretFilter From(QueryReader query) => new()
    {
        Tags = query.Texts("tags"),
        Name = query.Text("name"),
        Path = query.Text("path"),
        Type = query.Choice("type", EnumValues.SecretType),
        Ephemeral = query.Flag("ephemeral"),
        ScheduledForDeletion = query.Flag("scheduled_for_deletion") ?? false,
    };

    public bool Matches(EmulatedSecret secret) =>
        secret.IsScheduledForDeletion == ScheduledForDeletion
        && (Name is null || secret.Name == Name)
        && (Path is null || secret.Path == Path)
        && (Type is null || secret.Type == Type)
        && (Ephemeral is null || secret.IsEphemeral == Ephemeral)
        && Tags.All(secret.Tags.Contains);
}
