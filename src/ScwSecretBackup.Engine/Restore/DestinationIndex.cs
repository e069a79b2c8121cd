using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>The live secrets of a destination by folder and name, or the knowledge that the key may not list them.</summary>
internal sealed class DestinationIndex
{
    private readonly Dictionary<(string Folder, string Name), Secret> _byName = [];

    private DestinationIndex(IReadOnlyList<Secret>? secrets)
    {
        Ids = secrets?.Select(secret => secret.Id).ToHashSet(StringComparer.Ordinal);
        foreach (Secret secret in (secrets ?? []).Where(secret => secret.DeletionRequestedAt is null))
        {
            _byName.TryAdd((SecretPath.NormalizeFolder(secret.Path), secret.Name), secret);
        }
    }

    /// <summary>Ids of the listed secrets; null when the key may not list them.</summary>
    public IReadOnlySet<string>? Ids { get; }

    /// <summary>Lists the destination. A key without the permission to list is no error: then conflicts show at run time (SECRET-MANAGER §7.2).</summary>
    public static async Task<DestinationIndex> LoadAsync(ISecretManager destination, string projectId, CancellationToken cancellationToken)
    {
        try
        {
            return new DestinationIndex(await destination.ListSecretsAsync(new ListSecretsRequest { ProjectId = projectId }, cancellationToken).ConfigureAwait(false));
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return new DestinationIndex(null);
        }
        catch (ScalewayApiException exception) when (exception.IsAuthenticationDenied)
        {
            throw new EngineException(
                EngineErrorKind.DestinationDenied, "The destination does not accept the key.", "Check the secret key and whether it has expired.", exception);
        }
        catch (ScalewayListingException exception)
        {
            throw new EngineException(
                EngineErrorKind.ListingUnstable,
                $"The secrets of project {projectId} in {destination.Region} could not be listed completely: {exception.Found} were found, the service counts {exception.Stated}.",
                "Plan again when nothing creates or deletes many secrets.",
                exception);
        }
    }

    /// <summary>The live secret with a folder and name, or null.</summary>
    public Secret? Find(string folder, string name) => _byName.GetValueOrDefault((folder, name));
}
