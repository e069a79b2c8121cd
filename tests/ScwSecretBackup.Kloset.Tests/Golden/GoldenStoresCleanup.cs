using ScwSecretBackup.Kloset.Tests.Golden;
using Xunit;

[assembly: AssemblyFixture(typeof(GoldenStoresCleanup))]

namespace ScwSecretBackup.Kloset.Tests.Golden;

/// <summary>Deletes the extracted golden stores after the last test.</summary>
public sealed class GoldenStoresCleanup : IDisposable
{
    public void Dispose() => GoldenStores.Delete();
}
