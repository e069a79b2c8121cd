using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>The live secrets of a destination by folder and name, or the knowledge that the key may not list them.</summary>
internal sealed class DestinationIndex
{
    private readonly Dictionary<(string Folder, string Name), Secret> _byName = [];
    private readonly ILookup<(string Folder, string Name), Secret> _scheduled;

    private DestinationIndex(IReadOnlyList<Secret>? secrets, IReadOnlyList<Secret> scheduled)
    {
        _scheduled = scheduled
            .Where(secret => secret.DeletionRequestedAt is not null)
            .ToLookup(secret => (SecretPath.NormalizeFolder(secret.Path), secret.Name));
        Count = secrets?.Concat(scheduled).Select(secret => secret.Id).Distinct(StringComparer.Ordinal).Count();
        Ids = secrets?.Select(secret => secret.Id).ToHashSet(StringComparer.Ordinal);
        foreach (Secret secret in (secrets ?? []).Where(secret => secret.DeletionRequestedAt is null))
        {
            _byName.TryAdd((SecretPath.NormalizeFolder(secret.Path), secret.Name), secret);
        }
    }

    /// <summary>Ids of the listed secrets; null when the key may not list them.</summary>
    public IReadOnlySet<string>? Ids { get; }

    /// <summary>Secrets of the project and region, as far as they were listed; null when the key may not list them.</summary>
    public int? Count { get; }

    /// <summary>Lists the destination. A key without the permission to list is no error: then conflicts show at run time (SECRET-MANAGER §7.2).</summary>
    /// <param name="destination">Client of the destination.</param>
    /// <param name="projectId">Project.</param>
    /// <param name="withScheduled">Whether to list those that wait for their deletion, too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<DestinationIndex> LoadAsync(ISecretManager destination, string projectId, bool withScheduled, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ListSecretsRequest { ProjectId = projectId };
            IReadOnlyList<Secret> live = await destination.ListSecretsAsync(request, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Secret> scheduled = withScheduled
                ? await destination.ListSecretsAsync(request with { ScheduledForDeletion = true }, cancellationToken).ConfigureAwait(false)
                : [];
            return new DestinationIndex(live, scheduled);
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return new DestinationIndex(null, []);
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

    /// <summary>The secret with a folder and name that waits for its deletion: the very one that was backed up, else the one deleted last; or null.</summary>
    public Secret? FindScheduled(string folder, string name, string sourceId) => _scheduled[(folder, name)]
        .OrderByDescending(secret => secret.Id == sourceId)
        .ThenByDescending(secret => secret.DeletionRequestedAt)
        .FirstOrDefault();
}
