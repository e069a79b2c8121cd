using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>The lifetime rules of secrets and versions as the documents spell them: like the API.</summary>
internal static class EphemeralFields
{
    private const string TimeToLive = "time_to_live";
    private const string ExpiresAt = "expires_at";
    private const string ExpiresOnceAccessed = "expires_once_accessed";
    private const string Action = "action";
    private const string UnknownAction = "unknown_action";

    /// <summary>A secret's policy.</summary>
    public static CanonicalObject? Write(EphemeralPolicy? policy) => policy is null
        ? null
        : new CanonicalObject().Set(TimeToLive, policy.TimeToLive).Set(ExpiresOnceAccessed, policy.ExpiresOnceAccessed).Set(Action, policy.Action);

    /// <summary>A version's properties.</summary>
    public static CanonicalObject? Write(EphemeralProperties? properties) => properties is null
        ? null
        : new CanonicalObject().Set(ExpiresAt, properties.ExpiresAt).Set(ExpiresOnceAccessed, properties.ExpiresOnceAccessed).Set(Action, properties.Action);

    /// <summary>A secret's policy.</summary>
    public static EphemeralPolicy? ReadPolicy(DocumentReader? reader) => reader is null
        ? null
        : new EphemeralPolicy
        {
            TimeToLive = reader.FindString(TimeToLive),
            ExpiresOnceAccessed = reader.FindBoolean(ExpiresOnceAccessed),
            Action = reader.FindString(Action) ?? UnknownAction,
        };

    /// <summary>A version's properties.</summary>
    public static EphemeralProperties? ReadProperties(DocumentReader? reader) => reader is null
        ? null
        : new EphemeralProperties
        {
            ExpiresAt = reader.FindTime(ExpiresAt),
            ExpiresOnceAccessed = reader.FindBoolean(ExpiresOnceAccessed),
            Action = reader.FindString(Action) ?? UnknownAction,
        };
}
