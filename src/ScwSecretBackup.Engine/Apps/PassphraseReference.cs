namespace ScwSecretBackup.Engine.Apps;

/// <summary>Where the passphrase of a store is found when it is needed. Exactly one of the four ways is set; the passphrase itself never is.</summary>
public sealed record PassphraseReference
{
    /// <summary>Absolute path of a key file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Environment variable.</summary>
    public string? Variable { get; init; }

    /// <summary>Secret of a SecretManagement vault, <c>VAULT/NAME</c> or <c>NAME</c>.</summary>
    public string? Secret { get; init; }

    /// <summary>Command line of the system's shell that prints the passphrase as one line.</summary>
    public string? Command { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? FindFault()
    {
        if (new[] { KeyFile, Variable, Secret, Command }.Count(way => way is not null) != 1)
        {
            return "'passphrase' must name one of a key file, an environment variable, a vault secret or a command";
        }

        return KeyFile is not null && !Path.IsPathFullyQualified(KeyFile)
            ? "'keyFile' is not an absolute path"
            : AppRules.TextFault("keyFile", KeyFile)
                ?? AppRules.VariableFault("variable", Variable)
                ?? AppRules.ReferenceFault("secret", Secret)
                ?? AppRules.RequiredTextFault("command", Command);
    }

    /// <summary>The kind of place, for messages and views; of a command no more, because its text may be private.</summary>
    public override string ToString() => this switch
    {
        { KeyFile: { } file } => $"key file '{file}'",
        { Variable: { } variable } => $"variable {variable}",
        { Secret: { } secret } => $"vault secret '{secret}'",
        _ => "passphrase command",
    };
}
