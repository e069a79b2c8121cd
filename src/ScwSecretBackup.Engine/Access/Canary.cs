using System.Globalization;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Access;

/// <summary>The secret a user named to prove that values can be read. It is read only when that can't destroy anything.</summary>
internal sealed class Canary(ISecretManager secrets, string name)
{
    /// <summary>The secret's id and its newest readable revision.</summary>
    public async Task<(string SecretId, int Revision)> FindAsync(IReadOnlyList<Secret> listed, CancellationToken cancellationToken)
    {
        Secret secret = Choose(listed);
        IReadOnlyList<SecretVersion> versions = await secrets.ListVersionsAsync(secret.Id, cancellationToken).ConfigureAwait(false);
        SecretVersion version = versions.LastOrDefault(version => version.Status == VersionStatus.Enabled && !VersionStatus.IsScheduled(version))
            ?? throw Unusable("it has no enabled version", "Name a secret that has one.");
        return SingleAccess.Applies(secret.EphemeralPolicy, version.EphemeralProperties)
            ? throw Unusable(string.Create(CultureInfo.InvariantCulture, $"one access consumes its revision {version.Revision}"), "Name a secret that can be read again and again.")
            : (secret.Id, version.Revision);
    }

    private Secret Choose(IReadOnlyList<Secret> listed)
    {
        int slash = name.LastIndexOf('/');
        string? folder = slash < 0 ? null : slash == 0 ? "/" : name[..slash];
        Secret[] matches = [.. listed.Where(secret => secret.Name == name[(slash + 1)..] && (folder is null || secret.Path == folder))];
        return matches switch
        {
            [] => throw Unusable("there is no such secret", "Check the name; it is case sensitive, and a folder goes before it as in /folder/name."),
            [var secret] => secret,
            _ => throw Unusable("several secrets have this name", "Put the folder before it, as in /folder/name."),
        };
    }

    private EngineException Unusable(string reason, string action) =>
        new(EngineErrorKind.CanaryUnusable, $"The secret '{name}' was not read: {reason}.", action);
}
