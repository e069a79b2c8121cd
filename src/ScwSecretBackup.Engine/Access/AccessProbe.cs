using System.Globalization;
using System.Net;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Access;

/// <summary>
/// Finds out which permission sets a key has, without any effect: it lists, and only when told so asks on secrets that don't exist, or reads one value.
/// What these calls can't prove is <see cref="AccessGrant.Unknown"/> or <see cref="AccessGrant.Likely"/>.
/// </summary>
public sealed class AccessProbe
{
    private const string NotAsked = "Not asked: listing does not show it.";

    private readonly ISecretManager _secrets;
    private readonly IPermissionProbe _probe;

    /// <summary>Probes through two views of one client.</summary>
    public AccessProbe(ISecretManager secrets, IPermissionProbe probe)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(probe);
        _secrets = secrets;
        _probe = probe;
    }

    /// <summary>One check for each direction and permission set.</summary>
    /// <exception cref="ScalewayException">The key is not accepted, or the service does not answer.</exception>
    /// <exception cref="EngineException">The canary does not exist or must not be read.</exception>
    public async Task<IReadOnlyList<AccessCheck>> RunAsync(AccessRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sets = request.Directions.Distinct().SelectMany(direction => PermissionSets.For(direction).Select(set => (Direction: direction, set.Set, set.IsNeeded, set.WithoutIt))).ToList();
        var facts = new Dictionary<string, (AccessGrant Grant, string Evidence)>();
        (IReadOnlyList<Secret>? listed, facts[PermissionSets.ReadOnly]) = await ListAsync(request.ProjectId, cancellationToken).ConfigureAwait(false);
        foreach (string set in sets.Select(set => set.Set).Distinct().Where(set => !facts.ContainsKey(set)))
        {
            facts[set] = set == PermissionSets.SecretAccess && request.Canary is { } canary
                ? await ReadCanaryAsync(listed, canary, cancellationToken).ConfigureAwait(false)
                : request.AsksOnMissingSecret
                    ? await AskAsync(ToQuestion(set), cancellationToken).ConfigureAwait(false)
                    : (AccessGrant.Unknown, NotAsked);
        }

        return [.. sets.Select(set => new AccessCheck(set.Direction, set.Set, set.IsNeeded, facts[set.Set].Grant, facts[set.Set].Evidence, set.WithoutIt))];
    }

    private async Task<(IReadOnlyList<Secret>? Listed, (AccessGrant, string) Fact)> ListAsync(string projectId, CancellationToken cancellationToken)
    {
        IReadOnlyList<Secret> secrets;
        try
        {
            secrets = await _secrets.ListSecretsAsync(new ListSecretsRequest { ProjectId = projectId }, cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return (null, (AccessGrant.No, "Listing the project's secrets was refused (403)."));
        }

        return (secrets, secrets.Count == 0
            ? (AccessGrant.Likely, "The list was answered, but it is empty; the service may answer so for a project it does not know, too. Check the project id.")
            : await ListVersionsAsync(secrets, cancellationToken).ConfigureAwait(false));
    }

    private async Task<(AccessGrant, string)> ListVersionsAsync(IReadOnlyList<Secret> secrets, CancellationToken cancellationToken)
    {
        try
        {
            await _secrets.ListVersionsAsync(secrets[0].Id, cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return (AccessGrant.No, $"Secrets were listed, but listing the versions of {secrets[0].Id} was refused (403), as a condition of the key's policy can do.");
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            // It was deleted between the two calls, which are both answered.
        }

        return (AccessGrant.Yes, string.Create(CultureInfo.InvariantCulture, $"Listed {secrets.Count} secrets, and the versions of one."));
    }

    private async Task<(AccessGrant, string)> ReadCanaryAsync(IReadOnlyList<Secret>? listed, string canary, CancellationToken cancellationToken)
    {
        if (listed is null)
        {
            return (AccessGrant.Unknown, $"'{canary}' was not read: without a list nobody can tell whether reading it would destroy it.");
        }

        (string secretId, int revision) = await new Canary(_secrets, canary).FindAsync(listed, cancellationToken).ConfigureAwait(false);
        try
        {
            using SecretValue value = await _secrets.AccessVersionAsync(secretId, revision, cancellationToken).ConfigureAwait(false);
            return (AccessGrant.Yes, string.Create(CultureInfo.InvariantCulture, $"Read revision {revision} of '{canary}' and dropped it; a condition of the key's policy may still exclude other secrets."));
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return (AccessGrant.No, string.Create(CultureInfo.InvariantCulture, $"Reading revision {revision} of '{canary}' was refused (403)."));
        }
    }

    private async Task<(AccessGrant, string)> AskAsync(PermissionQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            await _probe.AskAsync(question, cancellationToken).ConfigureAwait(false);
            return (AccessGrant.Unknown, "The call on a secret that does not exist was answered, which says nothing.");
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return (AccessGrant.No, "The call was refused (403) on a secret that does not exist.");
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            return (AccessGrant.Likely, "The call on a secret that does not exist was not refused but answered with 404; that the service checks rights first is not documented.");
        }
        catch (ScalewayApiException exception) when (exception.Status is HttpStatusCode.BadRequest or HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return (AccessGrant.Unknown, string.Create(CultureInfo.InvariantCulture, $"The call on a secret that does not exist was answered with {(int)exception.Status}, which says nothing about rights."));
        }
    }

    private static PermissionQuestion ToQuestion(string set) => set switch
    {
        PermissionSets.SecretAccess => PermissionQuestion.Access,
        PermissionSets.SecretCreate => PermissionQuestion.Create,
        PermissionSets.SecretWrite => PermissionQuestion.Write,
        _ => PermissionQuestion.Restore,
    };
}
