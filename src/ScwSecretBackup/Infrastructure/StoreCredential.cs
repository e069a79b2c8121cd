using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The API key of a bucket, from where a store's registration says it is.</summary>
internal static class StoreCredential
{
    /// <summary>The key, or null where nothing is registered.</summary>
    public static PSCredential? Read(EngineCommand command, StoreApp? app) => app?.Credential switch
    {
        null => null,
        { Secret: { } secret } => new VaultSecret(command, secret).ReadCredential(),
        { AccessKeyVariable: { } accessKey, SecretKeyVariable: { } secretKey } =>
            new PSCredential(ReadVariable(command, app, accessKey), Protect(ReadVariable(command, app, secretKey))),
        _ => null,
    };

    private static string ReadVariable(EngineCommand command, StoreApp app, string name)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
        {
            return value;
        }

        command.Fail(Errors.Create($"The environment variable {name}, which the store '{app.Name}' is registered with, is not set.", ErrorCatalogue.CredentialsMissing, app.Name,
            "Set the variable, or open the store with Open-ScwStore -S3Credential."));
        return "";
    }

    private static SecureString Protect(string text)
    {
        var secure = new SecureString();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }
}
