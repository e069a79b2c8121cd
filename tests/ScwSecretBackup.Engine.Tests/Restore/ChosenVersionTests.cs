using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class ChosenVersionTests
{
    [Fact]
    public async Task A_revision_that_is_chosen_becomes_the_newest_again_once()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        bed.State.AddVersion(secret, [99]);

        RestoreItemResult first = Assert.Single(await RestoreSecondAsync(bed));
        RestoreItemResult second = Assert.Single(await RestoreSecondAsync(bed));

        Assert.Equal((RestoreAction.NewVersion, 4), (first.Action, first.RevisionMap[2]));
        Assert.Equal([1, 2, 99, 2], secret.Versions.Select(version => version.Data[0]));
        Assert.Equal((RestoreAction.Unchanged, 4), (second.Action, second.RevisionMap[2]));
    }

    [Fact]
    public async Task Without_a_choice_an_old_value_never_becomes_the_newest_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        bed.State.AddVersion(secret, [99]);

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(ConflictAction.NewVersion, bed.Source, request => request with { ProjectId = TestBed.SourceProject }));

        Assert.Equal(RestoreAction.Unchanged, result.Action);
        Assert.Contains("the destination is newer", result.Item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_enabled_version_alone_comes_back_and_a_secret_without_one_is_left_out()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        EmulatedSecret off = bed.Seed("/a", "off", [3]);
        await bed.BackupAsync();
        off.Versions[0].Status = "disabled";
        await bed.BackupAsync();

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync(change: request => request with
        {
            Selection = new SecretSelection { Versions = VersionSelection.LatestEnabled },
        });

        Assert.Equal([2], bed.TargetSecret("/a", "s").Versions.Single().Data);
        Assert.Equal([RestoreAction.Skip, RestoreAction.Create], results.OrderBy(result => result.Item.TargetName).Select(result => result.Action));
        Assert.Single(bed.TargetSecrets());
    }

    [Fact]
    public async Task Disabled_versions_that_were_added_out_of_order_are_not_added_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
        EmulatedSecret twin = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "s");
        bed.State.AddVersion(twin, [2]);

        await bed.RestoreAsync(ConflictAction.NewVersion);
        RestoreItemResult second = Assert.Single(await bed.RestoreAsync(ConflictAction.NewVersion));

        Assert.Equal(RestoreAction.Unchanged, second.Action);
        Assert.Contains("can't be read to prove it", second.Item.Reason, StringComparison.Ordinal);
        Assert.Equal(["2 enabled", "1 disabled"], twin.Versions.Select(version => $"{version.Data[0]} {version.Status}"));
    }

    [Theory]
    [InlineData(RestoreVerification.None, RestoreVerification.None, 0)]
    [InlineData(RestoreVerification.Crc, RestoreVerification.Crc, 0)]
    [InlineData(RestoreVerification.Read, RestoreVerification.Read, 1)]
    public async Task Values_are_verified_as_asked_for(RestoreVerification asked, RestoreVerification done, int reads)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", "123456789"u8.ToArray()).Versions[0].DataCrc32 = 0xCBF43926;
        await bed.BackupAsync();
        bed.Server.ClearCalls();

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(change: request => request with { Verify = asked }));

        Assert.Equal((done, reads), (result.Verification, bed.CallsOf("AccessVersion")));
        Assert.Equal(0xCBF43926, bed.TargetSecret("/a", "s").Versions.Single().DataCrc32);
    }

    private static Task<IReadOnlyList<RestoreItemResult>> RestoreSecondAsync(TestBed bed) => bed.RestoreAsync(
        ConflictAction.NewVersion,
        bed.Source,
        request => request with { ProjectId = TestBed.SourceProject, Selection = new SecretSelection { Names = ["s"], Versions = VersionSelection.Of([2]) } });
}
