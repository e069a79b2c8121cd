using System.Management.Automation;
using System.Net;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Turns exceptions into error records: an entry of the catalogue, a name as target, and one sentence on what to do next.</summary>
internal static class Errors
{
    /// <summary>The record for an exception of the engine, the API client or the store.</summary>
    public static ErrorRecord FromException(Exception exception, string target) => exception switch
    {
        EngineException engine => EngineErrors.ToRecord(engine, target),
        ScalewayApiException api => FromApi(api, target),
        ScalewayConnectionException => Create(exception, ErrorCatalogue.ServiceUnreachable, target),
        ScalewayListingException => Create(exception, ErrorCatalogue.ListingUnstable, target),
        ScalewayConfigurationException configuration => ConfigurationErrors.ToRecord(configuration),
        KlosetException store => FromStore(store, target),
        ObjectDisposedException => Create(exception, ErrorCatalogue.StoreClosed, target, "Somebody closed the store while it was in use; open it again with Open-ScwStore."),
        PassphraseFileException => Create(exception, ErrorCatalogue.KeyFileUnreadable, target),
        PassphraseCommandException => Create(exception, ErrorCatalogue.PassphraseCommandFailed, target),
        TimeoutException or OperationCanceledException => Create(exception, ErrorCatalogue.OperationTimeout, target),
        UnauthorizedAccessException => Create(exception, ErrorCatalogue.AccessDenied, target, "Grant the account that runs PowerShell access to the file or folder."),
        IOException => Create(exception, ErrorCatalogue.StorageFailed, target),
        _ => Create(exception, ErrorCatalogue.UnexpectedError, target),
    };

    /// <summary>The record for what went wrong with one secret or version while the rest went on; its message begins with the name.</summary>
    public static ErrorRecord FromItem(Exception exception, string name)
    {
        ErrorRecord record = FromException(exception, name);
        string action = record.ErrorDetails.RecommendedAction;
        record.ErrorDetails = new ErrorDetails($"{name}: {exception.Message}") { RecommendedAction = action };
        return record;
    }

    /// <summary>A record of the module's own.</summary>
    /// <param name="message">What failed, and why.</param>
    /// <param name="entry">The kind of error.</param>
    /// <param name="target">What it is about: a name or an id.</param>
    /// <param name="action">What to do next, where this place knows more than the catalogue.</param>
    /// <param name="cause">The exception behind it, if there is one.</param>
    public static ErrorRecord Create(string message, ErrorEntry entry, string target, string? action = null, Exception? cause = null)
    {
        Exception exception = entry.Category switch
        {
            ErrorCategory.ObjectNotFound => new ItemNotFoundException(message, cause),
            ErrorCategory.InvalidArgument => new PSArgumentException(message, cause),
            _ => new PSInvalidOperationException(message, cause),
        };
        return Create(exception, entry, target, action);
    }

    /// <summary>A record around an exception.</summary>
    public static ErrorRecord Create(Exception exception, ErrorEntry entry, string target, string? action = null) =>
        new(exception, entry.Id, entry.Category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action ?? entry.Action },
        };

    private static ErrorRecord FromApi(ScalewayApiException exception, string target) => exception switch
    {
        { IsAuthenticationDenied: true } => Create(exception, ErrorCatalogue.AuthenticationDenied, target),
        { IsQuotaExceeded: true } => Create(exception, ErrorCatalogue.QuotaExceeded, target),
        { IsPermissionDenied: true } => Create(exception, ErrorCatalogue.PermissionDenied, target),
        { IsNotFound: true } when exception.Request.EndsWith("/secrets", StringComparison.Ordinal) => Create(exception, ErrorCatalogue.InvalidRegion, target,
            "Secret Manager is not there under this region: give one such as fr-par, nl-ams or pl-waw with -Region, SCW_DEFAULT_REGION or the profile."),
        { IsNotFound: true } => Create(exception, ErrorCatalogue.SecretNotFound, target),
        { Status: HttpStatusCode.TooManyRequests } => Create(exception, ErrorCatalogue.RateLimited, target),
        { Status: >= HttpStatusCode.InternalServerError } => Create(exception, ErrorCatalogue.ServiceUnavailable, target),
        _ => Create(exception, ErrorCatalogue.RequestRejected, target),
    };

    private static ErrorRecord FromStore(KlosetException exception, string target) => exception switch
    {
        KlosetKeyException => Create(exception, ErrorCatalogue.WrongPassphrase, target),
        KlosetFormatException => Create(exception, ErrorCatalogue.StoreDamaged, target),
        KlosetLockException => Create(exception, ErrorCatalogue.StoreLocked, target),
        KlosetVersionException => Create(exception, ErrorCatalogue.UnsupportedStoreVersion, target),
        KlosetStorageException storage => StorageErrors.ToRecord(storage, target),
        _ => Create(exception, ErrorCatalogue.StorageFailed, target),
    };
}
