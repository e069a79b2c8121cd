using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Tests.Golden;
using ScwSecretBackup.Kloset.Tests.GoldenSnapshots;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Checking;

public sealed class GoldenCheckTests
{
    public static TheoryData<string> Stores => [.. GoldenStores.Names];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_store_of_plakar_has_no_errors_and_only_leftover_locks(string name)
    {
        KlosetStore store = await OpenGoldenStores.GetAsync(GoldenStores.Get(name));

        List<StoreFinding> findings = await TestStores.CheckAsync(store);

        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.DoesNotContain(findings, finding => !finding.Target.StartsWith("locks/", StringComparison.Ordinal));
    }
}
