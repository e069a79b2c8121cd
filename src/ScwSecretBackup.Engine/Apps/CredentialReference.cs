namespace ScwSecretBackup.Engine.Apps;

/// <summary>Where an API key is found when it is needed. Exactly one of the three ways is set; the key itself never is.</summary>
public sealed record CredentialReference
{
    /// <summary>Profile of the Scaleway config file.</summary>
    public string? Profile { get; init; }

    /// <summary>Environment variable that holds the access key; goes with <see cref="SecretKeyVariable"/>.</summary>
    public string? AccessKeyVariable { get; init; }

    /// <summary>Environment variable that holds the secret key.</summary>
    public string? SecretKeyVariable { get; init; }

    /// <summary>Secret of a SecretManagement vault, <c>VAULT/NAME</c> or <c>NAME</c>.</summary>
    public string? Secret { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? FindFault()
    {
        int ways = (Profile is null ? 0 : 1) + (SecretKeyVariable is null && AccessKeyVariable is null ? 0 : 1) + (Secret is null ? 0 : 1);
        if (ways != 1)
        {
            return "'credential' must name one of a profile, environment variables or a vault secret";
        }

        return SecretKeyVariable is null && AccessKeyVariable is not null
            ? "'secretKeyVariable' is missing beside 'accessKeyVariable'"
            : AppRules.ReferenceFault("profile", Profile)
                ?? AppRules.VariableFault("accessKeyVariable", AccessKeyVariable)
                ?? AppRules.VariableFault("secretKeyVariable", SecretKeyVariable)
                ?? AppRules.ReferenceFault("secret", Secret);
    }

    /// <summary>The place, for messages and views.</summary>
    public override string ToString() => this switch
    {
        { Profile: { } profile } => $"profile '{profile}'",
        { AccessKeyVariable: { } access, SecretKeyVariable: { } secret } => $"variables {access} and {secret}",
        { SecretKeyVariable: { } secret } => $"variable {secret}",
        _ => $"vault secret '{Secret}'",
    };
}
