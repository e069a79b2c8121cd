using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Listing;

/// <summary>Lists a project's secrets and their versions (ARCHITECTURE §5.1).</summary>
internal sealed class SourceLister
{
    private readonly ISecretManager _source;

    /// <summary>Lists with this client.</summary>
    public SourceLister(ISecretManager source) => _source = source;

    /// <summary>Lists the secrets, live and scheduled for deletion, without their versions.</summary>
    /// <exception cref="EngineException">The key may not list the project.</exception>
    public async Task<SourceListing> ListSecretsAsync(string projectId, CancellationToken cancellationToken)
    {
        try
        {
            // Live ones first: a secret that is deleted between the two calls then shows in both, and in none the other way round.
            IReadOnlyList<Secret> live = await _source.ListSecretsAsync(new ListSecretsRequest { ProjectId = projectId }, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Secret> scheduled = await _source
                .ListSecretsAsync(new ListSecretsRequest { ProjectId = projectId, ScheduledForDeletion = true }, cancellationToken).ConfigureAwait(false);
            var scheduledIds = scheduled.Select(secret => secret.Id).ToHashSet(StringComparer.Ordinal);
            Secret[] all = [.. live.Where(secret => !scheduledIds.Contains(secret.Id)), .. scheduled];
            IReadOnlyDictionary<string, string> directories = SecretDirectories.Assign(all, out IReadOnlyDictionary<string, string> problems);
            return new SourceListing(
                [.. all.Select(secret => new SourceSecret
                {
                    Secret = secret,
                    Directory = directories.GetValueOrDefault(secret.Id),
                    Problem = problems.TryGetValue(secret.Id, out string? problem) ? $"not captured: {problem}" : "",
                })],
                all.Length - scheduled.Count);
        }
        catch (ScalewayApiException exception) when (exception.IsAuthenticationDenied)
        {
            throw new EngineException(
                EngineErrorKind.ListingDenied, "The service does not accept the key.", "Check the secret key and whether it has expired.", exception);
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            throw new EngineException(
                EngineErrorKind.ListingDenied,
                $"The key may not list the secrets of project {projectId} in {_source.Region}.",
                "Give the key the permission set SecretManagerReadOnly on the project, and check the project id.",
                exception);
        }
        catch (ScalewayListingException exception)
        {
            throw new EngineException(
                EngineErrorKind.ListingUnstable,
                $"The secrets of project {projectId} in {_source.Region} could not be listed completely: {exception.Found} were found, the service counts {exception.Stated}.",
                "Run the backup again when nothing creates or deletes many secrets.",
                exception);
        }
    }

    /// <summary>Adds the versions of each secret, several at once.</summary>
    public async Task<SourceListing> AddVersionsAsync(SourceListing listing, int concurrency, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        var result = new SourceSecret[listing.Secrets.Count];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, result.Length, options, async (index, token) =>
        {
            SourceSecret secret = listing.Secrets[index];
            result[index] = await AddVersionsAsync(secret, token).ConfigureAwait(false);
            progress?.Report(new EngineProgress("Listing versions", Interlocked.Increment(ref done), result.Length, DisplayName(secret.Secret)));
        }).ConfigureAwait(false);
        return listing with { Secrets = result };
    }

    /// <summary>Folder and name in one text.</summary>
    public static string DisplayName(Secret secret) => $"{secret.Path.TrimEnd('/')}/{secret.Name}";

    private async Task<SourceSecret> AddVersionsAsync(SourceSecret secret, CancellationToken cancellationToken)
    {
        // Versions that are gone for good are not counted, but then there is nothing to capture either (SECRET-MANAGER §3.1).
        if (secret.Directory is null || secret.Secret.VersionCount == 0)
        {
            return secret;
        }

        try
        {
            IReadOnlyList<SecretVersion> versions = await _source.ListVersionsAsync(secret.Secret.Id, cancellationToken).ConfigureAwait(false);
            return secret with { Versions = [.. versions.OrderBy(version => version.Revision)] };
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            return secret with { Directory = null, Problem = "not captured: it disappeared while the backup was listing" };
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return secret with { Problem = "its versions are not captured: the key may not list them", Error = exception };
        }
        catch (ScalewayListingException exception)
        {
            return secret with { Problem = "its versions are not captured: their listing did not add up", Error = exception };
        }
    }
}
