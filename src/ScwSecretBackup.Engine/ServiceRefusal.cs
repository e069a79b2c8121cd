using System.Net;
using ScwSecretBackup.Scaleway;

namespace ScwSecretBackup.Engine;

/// <summary>Tells what a failed call says about the calls after it.</summary>
internal static class ServiceRefusal
{
    /// <summary>Whether only the thing that was asked for is refused: a key that isn't accepted and an overloaded service concern everything.</summary>
    public static bool ConcernsOneItem(ScalewayApiException exception) =>
        (int)exception.Status is >= 400 and < 500
        && !exception.IsAuthenticationDenied
        && exception.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);

    /// <summary>Whether the service failed, which one broken item can cause as well as an outage: see <see cref="ServiceFaults"/>.</summary>
    public static bool IsFault(ScalewayException exception) => exception switch
    {
        ScalewayConnectionException => true,
        ScalewayApiException api => api.Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout,
        _ => false,
    };
}
