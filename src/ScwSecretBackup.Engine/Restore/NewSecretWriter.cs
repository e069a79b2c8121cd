using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Creates secrets that the destination has not.</summary>
internal sealed class NewSecretWriter
{
    private readonly string _projectId;
    private readonly SecretCreator _creator;
    private readonly VersionListWriter _versions;

    /// <summary>Creates in a project.</summary>
    public NewSecretWriter(string projectId, SecretCreator creator, VersionListWriter versions)
    {
        _projectId = projectId;
        _creator = creator;
        _versions = versions;
    }

    /// <summary>Creates a secret with its versions.</summary>
    public async Task WriteAsync(RestorePlanItem item, RestoreProgress progress, CancellationToken cancellationToken)
    {
        Secret wanted = item.Wanted;
        var request = new CreateSecretRequest
        {
            ProjectId = _projectId,
            Name = item.TargetName,
            Path = item.TargetFolder,
            Type = wanted.Type,
            Tags = wanted.Tags,
            Description = wanted.Description,
            EphemeralPolicy = wanted.EphemeralPolicy,
            KeyId = wanted.KeyId,
        };
        Secret created = await _creator.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        progress.TargetId = created.Id;
        progress.AddRestored("name", "path", MetadataComparison.Type, MetadataComparison.Tags, MetadataComparison.Description);
        if (request.EphemeralPolicy is not null)
        {
            progress.AddRestored(MetadataComparison.Lifetime);
        }

        if (request.KeyId is not null)
        {
            progress.AddRestored(MetadataComparison.KeyId);
        }

        await _versions.WriteAsync(item, new TargetSecret(created, []), progress, cancellationToken).ConfigureAwait(false);
        if (wanted.Protected)
        {
            await _versions.SetProtectionAsync(created.Id, isProtected: true, progress).ConfigureAwait(false);
        }
    }
}
