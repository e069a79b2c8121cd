using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Repository;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Holds stores against the format.</summary>
internal static class StoreAssert
{
    /// <summary>The conformance checker finds no error.</summary>
    public static async Task ConformsAsync(KlosetStore store)
    {
        List<StoreFinding> findings = await new StoreChecker(store).CheckAsync(CancellationToken.None).ToListAsync();
        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
    }
}
