using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Lists as a service gives them that takes its filters less seriously than the emulator.</summary>
internal static class SecretLists
{
    /// <summary>The live secrets and those scheduled for deletion, whichever the request asks for.</summary>
    public static async Task<IReadOnlyList<Secret>> ListBothAsync(ISecretManager inner, ListSecretsRequest request) =>
    [
        .. await inner.ListSecretsAsync(request with { ScheduledForDeletion = true }, TestContext.Current.CancellationToken),
        .. await inner.ListSecretsAsync(request with { ScheduledForDeletion = false }, TestContext.Current.CancellationToken),
    ];
}
