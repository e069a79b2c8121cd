using System.Globalization;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.Resilience;
using ScwSecretBackup.Scaleway.SecretManager.Listing;
using ScwSecretBackup.Scaleway.SecretManager.Wire;

namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Typed client over HTTP with retries (Polly.Core). Create one per key and region and share it.</summary>
public sealed class SecretManagerClient : ISecretManager, IPermissionProbe, IDisposable
{
    private readonly SecretManagerClientOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ApiConnection _connection;
    private readonly RecentCreations _recentCreations;
    private volatile int _pageSize = CompleteListing<Secret, string>.PageSize;

    /// <summary>Creates the client; no request is made.</summary>
    /// <exception cref="ScalewayConfigurationException">A setting is malformed.</exception>
    public SecretManagerClient(ScalewaySettings settings, SecretManagerClientOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ScalewayConfiguration.Validate(settings);
        Region = settings.Region;
        _options = options;
        _timeProvider = timeProvider;
        _connection = new ApiConnection(settings, options, timeProvider);
        _recentCreations = new RecentCreations(timeProvider);
    }

    /// <inheritdoc />
    public string Region { get; }

    /// <inheritdoc />
    public Task<IReadOnlyList<Secret>> ListSecretsAsync(ListSecretsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ApiArgument.RequireUuid(request.ProjectId, nameof(request.ProjectId));
        var filter = SecretFilter.ToQuery(request);
        var action = $"list the secrets of project {request.ProjectId}";
        return ReadAsync(Listing((page, token) => ListPageAsync(action, filter, page, token), static secret => secret.Id), action, cancellationToken);
    }

    /// <inheritdoc />
    public Task<Secret> GetSecretAsync(string secretId, CancellationToken cancellationToken) =>
        _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Get,
                Path = SecretPath(secretId),
                Action = $"read the metadata of secret {secretId}",
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            ParseSecret,
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<SecretVersion>> ListVersionsAsync(string secretId, CancellationToken cancellationToken)
    {
        var path = SecretPath(secretId) + "/versions";
        var action = $"list the versions of secret {secretId}";
        var listing = Listing((page, token) => ListVersionPageAsync(action, path, secretId, page, token), static version => version.Revision, totalMayExceedItems: true);
        var versions = await ReadAsync(listing, action, cancellationToken).ConfigureAwait(false);
        return [.. versions.OrderBy(static version => version.Revision)];
    }

    /// <inheritdoc />
    public Task<SecretVersion> GetVersionAsync(string secretId, int revision, CancellationToken cancellationToken) =>
        _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Get,
                Path = VersionPath(secretId, revision),
                Action = $"read the metadata of revision {revision} of secret {secretId}",
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            body => ParseVersion(body, secretId),
            cancellationToken);

    /// <inheritdoc />
    public Task<SecretValue> AccessVersionAsync(string secretId, int revision, CancellationToken cancellationToken) =>
        _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Get,
                Path = VersionPath(secretId, revision) + "/access",
                Action = $"read the value of revision {revision} of secret {secretId}",
                MaxAnswerBytes = AccessAnswer.MaxBytes,
                CarriesValue = true,
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            body => AccessAnswer.Parse(body, secretId, revision),
            cancellationToken);

    /// <inheritdoc />
    public async Task<Secret> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ApiArgument.RequireUuid(request.ProjectId, nameof(request.ProjectId));
        var secret = await _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "/secrets",
                Action = $"create secret '{request.Name}' in folder '{request.Path}' of project {request.ProjectId}",
                Repeat = RepeatRule.Create,
                CreateContent = () => WireJson.Write(WireCreateSecret.From(request), WireJsonContext.Default.WireCreateSecret),
            },
            ParseSecret,
            cancellationToken).ConfigureAwait(false);
        _recentCreations.Remember(secret.Id);
        return secret;
    }

    /// <inheritdoc />
    public async Task<SecretVersion> CreateVersionAsync(string secretId, CreateVersionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var version = await _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Path = SecretPath(secretId) + "/versions",
                Action = $"add a version to secret {secretId}",
                Repeat = RepeatRule.Create,
                CreateContent = () => new CreateVersionContent(request),
                CarriesValue = true,
                RepeatsNotFound = true,
            },
            body => ParseVersion(body, secretId),
            cancellationToken).ConfigureAwait(false);
        _recentCreations.Remember(secretId);
        return version;
    }

    /// <inheritdoc />
    public Task<Secret> UpdateSecretAsync(string secretId, UpdateSecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Patch,
                Path = SecretPath(secretId),
                Action = $"change the metadata of secret {secretId}",
                CreateContent = () => WireJson.Write(WireUpdateSecret.From(request), WireJsonContext.Default.WireUpdateSecret),
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            ParseSecret,
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<SecretVersion> UpdateVersionAsync(
        string secretId, int revision, string? description, EphemeralProperties? ephemeralProperties, CancellationToken cancellationToken)
    {
        var body = new WireUpdateVersion { Description = description, EphemeralProperties = WireEphemeralProperties.From(ephemeralProperties) };
        return _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Patch,
                Path = VersionPath(secretId, revision),
                Action = $"change revision {revision} of secret {secretId}",
                CreateContent = () => WireJson.Write(body, WireJsonContext.Default.WireUpdateVersion),
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            answer => ParseVersion(answer, secretId),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<SecretVersion> EnableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) =>
        ActOnVersionAsync(secretId, revision, "enable", RepeatRule.Safe, cancellationToken);

    /// <inheritdoc />
    public Task<SecretVersion> DisableVersionAsync(string secretId, int revision, CancellationToken cancellationToken) =>
        ActOnVersionAsync(secretId, revision, "disable", RepeatRule.Safe, cancellationToken);

    /// <inheritdoc />
    public Task<Secret> ProtectSecretAsync(string secretId, CancellationToken cancellationToken) =>
        ActOnSecretAsync(secretId, "protect", RepeatRule.Safe, cancellationToken);

    /// <inheritdoc />
    public Task<Secret> UnprotectSecretAsync(string secretId, CancellationToken cancellationToken) =>
        ActOnSecretAsync(secretId, "unprotect", RepeatRule.Safe, cancellationToken);

    /// <inheritdoc />
    public Task<Secret> RestoreSecretAsync(string secretId, CancellationToken cancellationToken) =>
        ActOnSecretAsync(secretId, "restore", RepeatRule.Create, cancellationToken);

    /// <inheritdoc />
    public Task<SecretVersion> RestoreVersionAsync(string secretId, int revision, CancellationToken cancellationToken) =>
        ActOnVersionAsync(secretId, revision, "restore", RepeatRule.Create, cancellationToken);

    /// <inheritdoc />
    public Task AskAsync(PermissionQuestion question, CancellationToken cancellationToken) =>
        _connection.SendAsync(PermissionProbeRequest.Create(question), static _ => true, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private CompleteListing<T, TKey> Listing<T, TKey>(Func<int, CancellationToken, Task<Page<T>>> getPage, Func<T, TKey> identify, bool totalMayExceedItems = false)
        where TKey : notnull => new(getPage, identify)
        {
            Parallelism = _options.MaxConcurrency,
            Pause = _options.BaseDelay,
            TimeProvider = _timeProvider,
            TotalMayExceedItems = totalMayExceedItems,
        };

    private async Task<IReadOnlyList<T>> ReadAsync<T, TKey>(CompleteListing<T, TKey> listing, string action, CancellationToken cancellationToken)
        where TKey : notnull
    {
        try
        {
            return await listing.ReadAsync(action, cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayApiException exception) when (exception.Details.Any(detail => detail.Name == "page_size"))
        {
            // The largest size is not documented for this product (SECRET-MANAGER §4.1).
            _pageSize = CompleteListing<T, TKey>.SmallerPageSize;
            return await listing.ReadAsync(action, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<Page<Secret>> ListPageAsync(string action, string filter, int page, CancellationToken cancellationToken) =>
        _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Get,
                Path = "/secrets",
                Query = $"{filter}&{Paging(page)}",
                Action = action,
                MaxAnswerBytes = CompleteListing<Secret, string>.MaxPageBytes,
            },
            static body =>
            {
                var answer = WireJson.Parse(body, WireJsonContext.Default.WireSecretPage);
                return new Page<Secret>([.. (answer.Secrets ?? []).Select(secret => RequireItem(secret).ToSecret())], answer.TotalCount ?? 0);
            },
            cancellationToken);

    private Task<Page<SecretVersion>> ListVersionPageAsync(string action, string path, string secretId, int page, CancellationToken cancellationToken) =>
        _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Get,
                Path = path,
                Query = $"?{Paging(page)}",
                Action = action,
                MaxAnswerBytes = CompleteListing<SecretVersion, int>.MaxPageBytes,
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            body =>
            {
                var answer = WireJson.Parse(body, WireJsonContext.Default.WireVersionPage);
                return new Page<SecretVersion>([.. (answer.Versions ?? []).Select(version => RequireItem(version).ToVersion(secretId))], answer.TotalCount ?? 0);
            },
            cancellationToken);

    private Task<Secret> ActOnSecretAsync(string secretId, string verb, RepeatRule repeat, CancellationToken cancellationToken) =>
        _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Path = $"{SecretPath(secretId)}/{verb}",
                Action = $"{verb} secret {secretId}",
                Repeat = repeat,
                CreateContent = WireJson.WriteEmpty,
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            ParseSecret,
            cancellationToken);

    private Task<SecretVersion> ActOnVersionAsync(string secretId, int revision, string verb, RepeatRule repeat, CancellationToken cancellationToken) =>
        _connection.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Path = $"{VersionPath(secretId, revision)}/{verb}",
                Action = $"{verb} revision {revision} of secret {secretId}",
                Repeat = repeat,
                CreateContent = WireJson.WriteEmpty,
                RepeatsNotFound = _recentCreations.Contains(secretId),
            },
            body => ParseVersion(body, secretId),
            cancellationToken);

    private string Paging(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"page={page}&page_size={_pageSize}");

    private static string SecretPath(string secretId)
    {
        ApiArgument.RequireUuid(secretId, nameof(secretId));
        return $"/secrets/{secretId}";
    }

    private static string VersionPath(string secretId, int revision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(revision, 1);
        return string.Create(CultureInfo.InvariantCulture, $"{SecretPath(secretId)}/versions/{revision}");
    }

    private static Secret ParseSecret(ReadOnlySpan<byte> body) => WireJson.Parse(body, WireJsonContext.Default.WireSecret).ToSecret();

    private static SecretVersion ParseVersion(ReadOnlySpan<byte> body, string secretId) =>
        WireJson.Parse(body, WireJsonContext.Default.WireVersion).ToVersion(secretId);

    private static T RequireItem<T>(T? item)
        where T : class => item ?? throw new UnreadableAnswerException("its list holds a null");
}
