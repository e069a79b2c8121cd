using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Comparison;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Comparison;

public sealed class SnapshotComparisonTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_snapshots_differ_in_what_happened_between_them_and_no_call_is_made()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret rotated = bed.Seed("/a", "rotated", [1]);
        EmulatedSecret gone = bed.Seed("/a", "gone", [2]);
        bed.Seed("/a", "same", [3]);
        BackupResult before = await bed.BackupAsync();
        bed.State.AddVersion(rotated, [4]);
        gone.DeletionRequestedAt = DateTimeOffset.UtcNow.AddDays(-8);
        bed.Seed("/b", "new", [5]);
        BackupResult after = await bed.BackupAsync();
        bed.Server.ClearCalls();

        IReadOnlyList<SecretDifference> found = await CompareAsync(bed, before, after);

        Assert.Equal(
            [
                (DifferenceKind.OnlyInReference, "gone", (int?)null, (int?)null),
                (DifferenceKind.Version, "rotated", null, 2),
                (DifferenceKind.Value, "rotated", 1, 2),
                (DifferenceKind.OnlyInDifference, "new", null, null),
            ],
            found.Select(difference => (difference.Kind, difference.Name, difference.ReferenceRevision, difference.DifferenceRevision)));
        Assert.Empty(bed.Server.Calls);
        Assert.Empty(await CompareAsync(bed, after, after));
    }

    [Fact]
    public async Task Snapshots_of_two_projects_are_compared_by_folder_and_name()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]);
        BackupResult original = await bed.BackupAsync();
        await bed.RestoreAsync();
        BackupResult copy = await bed.BackupAsync(request => request with { ProjectId = TestBed.TargetProject }, bed.Target);

        Assert.Empty(await CompareAsync(bed, original, copy));
    }

    [Fact]
    public async Task A_value_that_neither_side_captured_is_unproven()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        BackupResult before = await bed.BackupAsync();
        bed.State.AddVersion(secret, [3], version => version.ExpiresOnceAccessed = true);
        BackupResult after = await bed.BackupAsync();

        IReadOnlyList<SecretDifference> found = await CompareAsync(bed, before, after);

        Assert.Equal([DifferenceKind.Version, DifferenceKind.NotComparable], found.Select(difference => difference.Kind));
        Assert.StartsWith("revision 3: the snapshot does not hold it", found[1].Reason, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<SecretDifference>> CompareAsync(TestBed bed, BackupResult reference, BackupResult other)
    {
        var request = new ComparisonRequest { Reference = await bed.Catalog.ResolveAsync(reference.SnapshotId, Cancellation) };
        return await new SecretComparer(bed.Store)
            .CompareSnapshotsAsync(request, await bed.Catalog.ResolveAsync(other.SnapshotId, Cancellation), null, Cancellation).ToListAsync(Cancellation);
    }
}
