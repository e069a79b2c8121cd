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
            // Which list a secret came from proves nothing: a service that ignores the filter gives the same one twice.
            IReadOnlyList<Secret> live = await _source.ListSecretsAsync(new ListSecretsRequest { ProjectId = projectId }, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Secret> scheduled = await _source
                .ListSecretsAsync(new ListSecretsRequest { ProjectId = projectId, ScheduledForDeletion = true }, cancellationToken).ConfigureAwait(false);
            Secret[] all = [.. scheduled.Concat(live).DistinctBy(secret => secret.Id).OrderBy(secret => secret.DeletionRequestedAt is not null)];
            IReadOnlyDictionary<string, string> directories = SecretDirectories.Assign(all, out IReadOnlyDictionary<string, string> problems);
            return new SourceListing(
                [.. all.Select(secret => new SourceSecret
                {
                    Secret = secret,
                    Directory = directories.GetValueOrDefault(secret.Id),
                    Problem = problems.TryGetValue(secret.Id, out string? problem) ? $"not captured: {problem}" : "",
                })],
                all.Count(secret => secret.DeletionRequestedAt is null));
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
        var faults = new ServiceFaults();
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, result.Length, options, async (index, token) =>
        {
            SourceSecret secret = listing.Secrets[index];
            result[index] = await AddVersionsAsync(secret, faults, token).ConfigureAwait(false);
            progress?.Report(new EngineProgress("Listing versions", Interlocked.Increment(ref done), result.Length, DisplayName(secret.Secret)));
        }).ConfigureAwait(false);
        faults.ThrowIfNothingWorked();
        if (Array.Find(result, secret => secret.Error is ScalewayApiException { IsPermissionDenied: true }) is { Error: { } denial }
            && !Array.Exists(result, secret => secret.Versions.Count > 0 || (secret.Directory is not null && secret.Error is null)))
        {
            throw new EngineException(
                EngineErrorKind.ListingDenied,
                $"The key may list the secrets in {_source.Region} but not the versions of any of them.",
                "Give the key the permission set SecretManagerReadOnly on the project.",
                denial);
        }

        return listing with { Secrets = result };
    }

    /// <summary>Folder and name in one text.</summary>
    public static string DisplayName(Secret secret) => $"{secret.Path.TrimEnd('/')}/{secret.Name}";

    private async Task<SourceSecret> AddVersionsAsync(SourceSecret secret, ServiceFaults faults, CancellationToken cancellationToken)
    {
        // The stated number of versions is no reason not to look: where it is missing or wrong, values would be left out in silence.
        if (secret.Directory is null)
        {
            return secret;
        }

        try
        {
            IReadOnlyList<SecretVersion> versions = await _source.ListVersionsAsync(secret.Secret.Id, cancellationToken).ConfigureAwait(false);
            faults.AddSuccess();
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
        catch (ScalewayApiException exception) when (ServiceRefusal.ConcernsOneItem(exception))
        {
            return secret with { Problem = $"its versions are not captured: the service refused to list them with status {(int)exception.Status}", Error = exception };
        }
        catch (ScalewayException exception) when (ServiceRefusal.IsFault(exception) && faults.TryTolerate(secret.Secret.Id, exception))
        {
            return secret with { Problem = "its versions are not captured: the service failed to list them", Error = exception };
        }
        catch (ScalewayListingException exception)
        {
            return secret with { Problem = "its versions are not captured: their listing did not add up", Error = exception };
        }
    }
}
