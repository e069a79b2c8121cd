using ScwSecretBackup.Engine.Listing;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Listing;

public sealed class ShrinkGuardTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(5, 10)]
    [InlineData(3, 5)]
    [InlineData(0, 0)]
    [InlineData(100, 1)]
    public void A_plausible_listing_passes(int live, int? parent) => Assert.Null(Record.Exception(() => ShrinkGuard.Check(live, parent, "fr-par/p")));

    [Theory]
    [InlineData(0, null)]
    [InlineData(0, 1)]
    [InlineData(4, 10)]
    [InlineData(2, 5)]
    public void An_empty_or_much_smaller_listing_stops_the_backup(int live, int? parent) =>
        Assert.Equal(EngineErrorKind.SourceShrunk, Assert.Throws<EngineException>(() => ShrinkGuard.Check(live, parent, "fr-par/p")).Kind);
}
