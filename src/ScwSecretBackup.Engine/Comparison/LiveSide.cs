using System.Net;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>A secret of a project. Values that one access consumes are never read.</summary>
internal sealed class LiveSide : ComparedSecret
{
    private readonly ISecretManager _live;
    private readonly Fingerprinter _fingerprinter;
    private readonly bool _readsValues;

    /// <summary>Takes a secret that <paramref name="live"/> listed.</summary>
    public LiveSide(Secret metadata, ISecretManager live, Fingerprinter fingerprinter, bool readsValues)
    {
        _live = live;
        _fingerprinter = fingerprinter;
        _readsValues = readsValues;
        Metadata = metadata;
    }

    /// <inheritdoc />
    public override Secret Metadata { get; }

    /// <inheritdoc />
    public override async Task<IReadOnlyList<VersionFacts>?> LoadVersionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<SecretVersion> versions = await _live.ListVersionsAsync(Metadata.Id, cancellationToken).ConfigureAwait(false);
            return [.. versions.OrderBy(version => version.Revision).Select(VersionFacts.Of)];
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public override async Task<ValueLook> LookAsync(VersionFacts version, CancellationToken cancellationToken)
    {
        if (FindObstacle(version) is { } obstacle)
        {
            return ValueLook.Impossible(obstacle);
        }

        try
        {
            using SecretValue value = await _live.AccessVersionAsync(Metadata.Id, version.Revision, cancellationToken).ConfigureAwait(false);
            return new ValueLook(_fingerprinter.Compute(value.Data.Span), "");
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return ValueLook.Impossible("the key may not read it");
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound || exception.Status == HttpStatusCode.PreconditionFailed)
        {
            return ValueLook.Impossible("it stopped being readable while it was compared");
        }
    }

    private string? FindObstacle(VersionFacts version) => version switch
    {
        _ when !_readsValues => "only metadata is compared",
        { IsEnabled: false } => $"it is {version.Status}",
        _ when VersionStatus.IsLocked(Metadata) => "the secret is locked",
        _ when SingleAccess.Applies(Metadata.EphemeralPolicy, version.Lifetime) => "one access consumes it",
        _ => null,
    };
}
