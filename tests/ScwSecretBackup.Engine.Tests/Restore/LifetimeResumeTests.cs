using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

/// <summary>A restore that ends between a version and its lifetime: a value that should expire would stay for good.</summary>
public sealed class LifetimeResumeTests
{
    private static readonly DateTimeOffset Future = new(DateTimeOffset.UtcNow.AddDays(30).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    public static TheoryData<ConflictAction, bool, bool> Cases { get; } = new(
        from action in Enum.GetValues<ConflictAction>()
        where action != ConflictAction.Skip
        from isThere in new[] { false, true }
        where action != ConflictAction.Fail || !isThere
        from isLast in new[] { false, true }
        select (action, isThere, isLast));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_next_run_sets_the_lifetime_that_the_first_had_no_time_to_set(ConflictAction action, bool isThere, bool isLast)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Journal = new MemoryJournal();
        EmulatedVersion[] source = [.. AddSecret(bed, TestBed.SourceProject, TestBed.SourceRegion, [1], [2]).Versions];
        Array.ForEach(source, version => version.ExpiresAt = Future);
        source[1].Status = "disabled";
        await bed.BackupAsync();
        source[1].Status = "enabled";
        await bed.BackupAsync();
        if (isThere)
        {
            AddSecret(bed, TestBed.TargetProject, TestBed.TargetRegion, [9]);
        }

        int updates = 0;
        ISecretManager target = InterceptedSecretManager.Create(bed.Target, called =>
        {
            if (called == nameof(ISecretManager.UpdateVersionAsync) && updates++ == (isLast ? 1 : 0))
            {
                throw new ScalewayConnectionException("killed", null);
            }
        });
        Assert.NotNull(Assert.Single(await bed.RestoreAsync(action, target)).Error);

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(action));

        Assert.Null(result.Error);
        EmulatedVersion[] restored = [.. bed.TargetSecrets().SelectMany(secret => secret.Versions).Where(version => version.Data[0] != 9)];
        Assert.Equal([1, 2], restored.Select(version => version.Data[0]));
        Assert.All(restored, version => Assert.Equal(Future, version.ExpiresAt));
    }

    [Fact]
    public async Task A_lifetime_that_somebody_changed_after_a_whole_restore_is_left_alone()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Journal = new MemoryJournal();
        AddSecret(bed, TestBed.SourceProject, TestBed.SourceRegion, [1]).Versions[0].ExpiresAt = Future;
        await bed.BackupAsync();
        await bed.RestoreAsync();
        EmulatedVersion restored = bed.TargetSecret("/a", "s").Versions[0];
        restored.ExpiresAt = Future.AddDays(1);

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(ConflictAction.NewVersion));

        Assert.Equal((RestoreAction.Unchanged, Future.AddDays(1)), (result.Action, restored.ExpiresAt));
    }

    private static EmulatedSecret AddSecret(TestBed bed, string project, string region, params byte[][] values)
    {
        EmulatedSecret secret = bed.State.AddSecret(project, region, "/a", "s", value =>
        {
            value.TimeToLive = "86400s";
            value.EphemeralAction = "disable";
        });
        Array.ForEach(values, value => bed.State.AddVersion(secret, value));
        return secret;
    }
}
