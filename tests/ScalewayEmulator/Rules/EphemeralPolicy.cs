using ScalewayEmulator.Http;

namespace ScalewayEmulator.Rules;

/// <summary>When the versions of a secret expire and what then happens (SECRET-MANAGER §5.4).</summary>
internal sealed record EphemeralPolicy(string? TimeToLive, bool? ExpiresOnceAccessed, string Action)
{
    public static EphemeralPolicy? Read(BodyReader body)
    {
        if (body.Child("ephemeral_policy") is not { } policy)
        {
            return null;
        }

        string? timeToLive = policy.Text("time_to_live") is { } text
            ? Lifetime.Format(Lifetime.Parse(text, "ephemeral_policy.time_to_live"))
            : null;
        bool? expiresOnceAccessed = policy.Flag("expires_once_accessed");
        string action = policy.Choice("action", EnumValues.EphemeralAction) ?? throw ApiErrors.Required("ephemeral_policy.action");
        if (timeToLive is null && expiresOnceAccessed != true)
        {
            throw ApiErrors.InvalidArgument("ephemeral_policy", "time_to_live or expires_once_accessed must be set", "required");
        }

        return new EphemeralPolicy(timeToLive, expiresOnceAccessed, action);
    }

    public void ApplyTo(EmulatedSecret secret)
    {
        secret.TimeToLive = TimeToLive;
        secret.ExpiresOnceAccessed = ExpiresOnceAccessed;
        secret.EphemeralAction = Action;
    }
}
