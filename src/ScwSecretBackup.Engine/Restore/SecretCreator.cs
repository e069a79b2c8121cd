using System.Net;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Creates a secret exactly once. Creating has no idempotency key: after a lost answer the destination is searched for what the lost call may have
/// made (SECRET-MANAGER §8.3).
/// </summary>
internal sealed class SecretCreator
{
    private readonly ISecretManager _destination;
    private readonly IReadOnlySet<string> _knownIds;
    private readonly DestinationWrites _writes;

    /// <summary>Creates in a destination.</summary>
    /// <param name="destination">Client of the destination.</param>
    /// <param name="knownIds">Secrets that were there when the plan was made: never ours.</param>
    /// <param name="writes">Makes the calls.</param>
    public SecretCreator(ISecretManager destination, IReadOnlySet<string> knownIds, DestinationWrites writes)
    {
        _destination = destination;
        _knownIds = knownIds;
        _writes = writes;
    }

    /// <summary>Creates the secret, or adopts the one that a call with a lost answer created.</summary>
    /// <exception cref="EngineException">Another secret has the folder and name, or the outcome stays unclear.</exception>
    public async Task<Secret> CreateAsync(CreateSecretRequest request, CancellationToken cancellationToken)
    {
        ScalewayException? lost = null;
        for (int attempt = 1; attempt <= _writes.Attempts; attempt++)
        {
            try
            {
                return await _writes.WriteAsync(token => _destination.CreateSecretAsync(request, token)).ConfigureAwait(false);
            }
            catch (ScalewayException exception) when (exception.IsOutcomeUnclear)
            {
                lost = exception;
            }
            catch (ScalewayApiException exception) when (SaysNameIsTaken(exception))
            {
                // Without a lost answer before, somebody else has the name. With one, the name may be taken by our own secret.
                lost = lost is null ? throw RestoreErrors.Conflict("the destination has a secret of that folder and name by now", exception) : exception;
            }

            await _writes.WaitAsync(attempt).ConfigureAwait(false);
            if (await FindOursAsync(request, lost, cancellationToken).ConfigureAwait(false) is { } ours)
            {
                return ours;
            }
        }

        throw RestoreErrors.OutcomeUnclear("the secret was created", lost);
    }

    /// <summary>A conflict without a type can only be about the name: a secret that does not exist yet has no state to be in conflict with.</summary>
    private static bool SaysNameIsTaken(ScalewayApiException exception) =>
        exception.IsNameTaken || (exception.Status == HttpStatusCode.Conflict && exception.ErrorType.Length == 0);

    private async Task<Secret?> FindOursAsync(CreateSecretRequest request, ScalewayException lost, CancellationToken cancellationToken)
    {
        IReadOnlyList<Secret> found;
        try
        {
            found = await _destination
                .ListSecretsAsync(new ListSecretsRequest { ProjectId = request.ProjectId, Name = request.Name, Path = request.Path }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            // Names are unique, so asking again can't double the secret. Once the name is taken its owner can't be told.
            return lost is ScalewayApiException refusal && SaysNameIsTaken(refusal) ? throw RestoreErrors.OutcomeUnclear("the secret was created", lost) : null;
        }
        catch (ScalewayException exception)
        {
            throw RestoreErrors.OutcomeUnclear("the secret was created", exception);
        }

        Secret? owner = found.FirstOrDefault(secret => secret.Name == request.Name && SecretPath.NormalizeFolder(secret.Path) == request.Path && secret.DeletionRequestedAt is null);
        if (owner is null)
        {
            return null;
        }

        bool isOurs = !_knownIds.Contains(owner.Id)
            && owner.Type == request.Type
            && owner.VersionCount == 0
            && (owner.Description ?? "") == (request.Description ?? "")
            && owner.Tags.SequenceEqual(request.Tags, StringComparer.Ordinal);
        return isOurs ? owner : throw RestoreErrors.Conflict("the destination has another secret of that folder and name by now", lost);
    }
}
