using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Checks what goes into an address: an id with dots or slashes would lead to another resource.</summary>
internal static class ApiArgument
{
    public static void RequireUuid(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (!SettingFormat.IsUuid(value))
        {
            throw new ArgumentException($"'{name}' must be a UUID of 36 characters.", name);
        }
    }
}
