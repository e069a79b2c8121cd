namespace ScwSecretBackup.Kloset.Tests;

public sealed class Placeholder
{
    [Xunit.Fact]
    public void Solution_builds() => Xunit.Assert.NotEmpty(typeof(Placeholder).Assembly.GetName().Name!);
}
