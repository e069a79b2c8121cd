using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Adds a version exactly once: after a lost answer it looks which versions appeared, and reads them where it may (SECRET-MANAGER §8.3).</summary>
internal sealed class VersionCreator
{
    /// <summary>Looks before a version is written again; with their waits four seconds.</summary>
    private const int Looks = 4;

    private readonly ISecretManager _destination;
    private readonly ValueReadBack _readBack;
    private readonly DestinationWrites _writes;

    /// <summary>Creates in a destination.</summary>
    public VersionCreator(ISecretManager destination, ValueReadBack readBack, DestinationWrites writes)
    {
        _destination = destination;
        _readBack = readBack;
        _writes = writes;
    }

    /// <summary>Adds the version, or recognises the one that a call with a lost answer added.</summary>
    /// <exception cref="EngineException">The outcome stays unclear.</exception>
    public async Task<SecretVersion> CreateAsync(TargetSecret target, CreateVersionRequest request, CancellationToken cancellationToken)
    {
        ScalewayException? lost = null;
        for (int attempt = 1; attempt <= _writes.Attempts; attempt++)
        {
            try
            {
                SecretVersion created = await _writes
                    .WriteSettlingAsync(token => _destination.CreateVersionAsync(target.Id, request, token)).ConfigureAwait(false);
                target.Revisions.Add(created.Revision);
                return created;
            }
            catch (ScalewayException exception) when (exception.IsOutcomeUnclear)
            {
                lost = exception;
            }

            // Nothing stops a second version: a list that lags behind must not be taken for a call without effect.
            for (int look = 1; look <= Looks; look++)
            {
                await _writes.WaitAsync(look).ConfigureAwait(false);
                if (await FindOursAsync(target, request, lost, cancellationToken).ConfigureAwait(false) is { } ours)
                {
                    target.Revisions.Add(ours.Revision);
                    return ours;
                }
            }
        }

        throw RestoreErrors.OutcomeUnclear("the version was added", lost);
    }

    private async Task<SecretVersion?> FindOursAsync(TargetSecret target, CreateVersionRequest request, ScalewayException lost, CancellationToken cancellationToken)
    {
        SecretVersion[] appeared = await FindAppearedAsync(target, lost, cancellationToken).ConfigureAwait(false);
        foreach (SecretVersion version in appeared)
        {
            bool? holds = await _readBack.HoldsAsync(target, version, request.Data).ConfigureAwait(false);
            if (holds == true)
            {
                return version;
            }

            if (holds is null)
            {
                // Not readable: the number is all there is to go by, and only one version may have appeared for that.
                return appeared.Length == 1 ? version : throw RestoreErrors.OutcomeUnclear("the version was added", lost);
            }

            target.Revisions.Add(version.Revision);
        }

        return null;
    }

    private async Task<SecretVersion[]> FindAppearedAsync(TargetSecret target, ScalewayException lost, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<SecretVersion> all = await _writes
                .ReadSettlingAsync(_ => _destination.ListVersionsAsync(target.Id, cancellationToken)).ConfigureAwait(false);
            return [.. all.Where(version => !target.Revisions.Contains(version.Revision)).OrderBy(version => version.Revision)];
        }
        catch (ScalewayException exception)
        {
            // Without a look, writing again could double the version.
            throw RestoreErrors.OutcomeUnclear("the version was added", new AggregateException(lost, exception));
        }
    }
}
