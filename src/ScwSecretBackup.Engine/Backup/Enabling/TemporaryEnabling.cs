using System.Collections.Concurrent;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>
/// Enables disabled versions for as long as it takes to read them. Whatever happens in between, a stopped backup included, they are disabled again,
/// and where that fails it is said by name. What is enabled is written down before, so that after the end of the process itself the next backup does it.
/// </summary>
internal sealed class TemporaryEnabling
{
    /// <summary>How long disabling may take; a backup that was stopped waits for it.</summary>
    private static readonly TimeSpan DisableLimit = TimeSpan.FromSeconds(20);

    private readonly ISecretManager _source;
    private readonly TimeProvider _timeProvider;
    private readonly IEnablingJournal _journal;
    private readonly string _projectId;
    private readonly ConcurrentDictionary<string, EngineException> _leftEnabled = new(StringComparer.Ordinal);

    /// <summary>Enables in <paramref name="source"/> and writes down in <paramref name="journal"/> what it is about to enable.</summary>
    public TemporaryEnabling(ISecretManager source, string projectId, IEnablingJournal journal, TimeProvider timeProvider)
    {
        _source = source;
        _projectId = projectId;
        _journal = journal;
        _timeProvider = timeProvider;
    }

    /// <summary>Versions that may be enabled still, by folder, name and revision.</summary>
    public IReadOnlyDictionary<string, EngineException> LeftEnabled => _leftEnabled;

    /// <summary>Runs <paramref name="read"/> while the version is enabled.</summary>
    /// <param name="version">The version as it was listed: disabled.</param>
    /// <param name="name">Folder, name and revision, for errors.</param>
    /// <param name="read">Reads its value.</param>
    /// <param name="cancellationToken">Cancels; disabling is done nevertheless.</param>
    /// <exception cref="EngineException">The key may not enable it.</exception>
    public async Task<T> RunAsync<T>(SecretVersion version, string name, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        SecretVersion now = await _source.GetVersionAsync(version.SecretId, version.Revision, cancellationToken).ConfigureAwait(false);
        if (now.Status != VersionStatus.Disabled)
        {
            // Somebody else changed it meanwhile, so it is theirs to disable.
            return await read(cancellationToken).ConfigureAwait(false);
        }

        using IHeldIntention intention = _journal.Begin(
            new EnablingIntention(_source.Region, _projectId, version.SecretId, version.Revision, name, _timeProvider.GetUtcNow()));
        bool mayBeEnabled = true;
        try
        {
            SecretVersion enabled = await _source.EnableVersionAsync(version.SecretId, version.Revision, cancellationToken).ConfigureAwait(false);
            if (enabled.UpdatedAt is { } enabledAt)
            {
                intention.NoteEnabled(enabledAt);
            }

            return await read(cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied && exception.Request.EndsWith("/enable", StringComparison.Ordinal))
        {
            mayBeEnabled = false;
            intention.Complete();
            throw new EngineException(
                EngineErrorKind.EnablingDenied,
                "The version is disabled, and the key may not enable it to read it.",
                "Give the key the permission set SecretManagerSecretWrite, or let disabled versions be carried forward or kept as metadata.",
                exception);
        }
        finally
        {
            if (mayBeEnabled && await TryDisableAsync(version, name).ConfigureAwait(false))
            {
                intention.Complete();
            }
        }
    }

    private async Task<bool> TryDisableAsync(SecretVersion version, string name)
    {
        using var limit = new CancellationTokenSource(DisableLimit, _timeProvider);
        try
        {
            SecretVersion now = await _source.DisableVersionAsync(version.SecretId, version.Revision, limit.Token).ConfigureAwait(false);
            if (now.Status != VersionStatus.Enabled)
            {
                return true;
            }

            _leftEnabled[name] = LeftBehind(name, cause: null);
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            // Deleted meanwhile, so nothing is left enabled.
            return true;
        }
        catch (Exception exception) when (exception is ScalewayException or OperationCanceledException)
        {
            _leftEnabled[name] = LeftBehind(name, exception);
        }

        return false;
    }

    private static EngineException LeftBehind(string name, Exception? cause) => new(
        EngineErrorKind.VersionLeftEnabled,
        $"{name} was enabled to be read and could not be disabled again.",
        "Disable this version now, in the console or with 'scw secret version disable'.",
        cause);
}
