using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public async Task Five_hundred_secrets_come_back_in_another_project_and_region()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.State.SecretQuota = null;
        GeneratedSecret[] secrets = SecretGenerator.Generate(500, "000000000500");
        SecretGenerator.Seed(bed.State, TestBed.SourceProject, TestBed.SourceRegion, secrets);
        await bed.BackupAsync();
        SecretGenerator.Disable(bed.State, TestBed.SourceProject, TestBed.SourceRegion, secrets);
        BackupResult backup = await bed.BackupAsync();
        EmulatedSecret bystander = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/", "by@stander", secret => secret.Tags = ["mine"]);
        bed.State.AddVersion(bystander, [1, 2, 3]);
        string before = SecretAssert.Describe(bystander);

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(BackupStatus.Complete, backup.Status);
        Assert.Equal(secrets.Sum(secret => secret.Versions.Count(version => version.Disabled)), backup.CarriedForward);
        SecretAssert.Equal(
            bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion),
            bed.TargetSecrets().Where(secret => secret.Id != bystander.Id));
        Assert.Equal(before, SecretAssert.Describe(bystander));
        Assert.All(results.Where(result => result.RevisionMap.Count > 0), result => Assert.Equal(RestoreVerification.Read, result.Verification));
    }

    [Fact]
    public async Task A_restored_project_is_unchanged_when_it_is_restored_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        DemoSeed.Fill(bed.State, TestBed.SourceProject, TestBed.SourceRegion);
        await bed.BackupAsync();
        await bed.RestoreAsync(change: request => request with { DropKeyId = true });
        string[] before = [.. bed.TargetSecrets().Select(SecretAssert.Describe)];

        foreach (ConflictAction action in Enum.GetValues<ConflictAction>().Where(action => action != ConflictAction.Append))
        {
            bed.Server.ClearCalls();
            IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync(action, change: request => request with { DropKeyId = true });

            RestoreAction expected = action == ConflictAction.Skip ? RestoreAction.Skip : RestoreAction.Unchanged;
            Assert.All(results.Where(result => result.Action != RestoreAction.Refuse), result => Assert.Equal(expected, result.Action));
            Assert.DoesNotContain(bed.Server.Calls, call => call.Method != "GET");
        }

        Assert.Equal(before, bed.TargetSecrets().Select(SecretAssert.Describe));
    }

    [Fact]
    public async Task The_source_itself_is_unchanged_and_none_of_its_values_is_read_to_know_that()
    {
        await using TestBed bed = await TestBed.StartAsync();
        DemoSeed.Fill(bed.State, TestBed.SourceProject, TestBed.SourceRegion);
        await bed.BackupAsync();
        bed.Server.ClearCalls();

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync(
            target: bed.Source, change: request => request with { ProjectId = TestBed.SourceProject });

        Assert.All(results, result => Assert.Equal(
            result.Item.Source.Metadata.DeletionRequestedAt is null ? RestoreAction.Unchanged : RestoreAction.Refuse, result.Action));
        Assert.Equal(0, bed.CallsOf("AccessVersion"));
    }

    [Fact]
    public async Task A_snapshot_holds_what_was_listed_field_by_field()
    {
        await using TestBed bed = await TestBed.StartAsync();
        DemoSeed.Fill(bed.State, TestBed.SourceProject, TestBed.SourceRegion);
        BackupResult result = await bed.BackupAsync();

        IReadOnlyList<SnapshotSecret> secrets = await bed.ReadAsync(result.SnapshotId[..8]);

        IReadOnlyList<EmulatedSecret> expected = bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion);
        Assert.Equal(expected.Count, result.SecretCount);
        Assert.Equal(expected.Select(secret => secret.Id).Order(), secrets.Select(secret => secret.Metadata.Id).Order());
        foreach (SnapshotSecret secret in secrets)
        {
            EmulatedSecret origin = expected.Single(candidate => candidate.Id == secret.Metadata.Id);
            Assert.Equal(origin.Tags, secret.Metadata.Tags);
            Assert.Equal(origin.Description, secret.Metadata.Description);
            Assert.Equal(origin.Type, secret.Metadata.Type);
            Assert.Equal(origin.Versions.Select(version => version.Revision), secret.Versions.Select(version => version.Metadata.Revision));
            bool isDeleted = origin.DeletionRequestedAt is not null;
            Assert.Equal(
                origin.Versions.Select(version => isDeleted ? "scheduled_for_deletion" : version.Status), secret.Versions.Select(version => version.Metadata.Status));
        }

        Assert.Equal(secrets.Count, secrets.Select(secret => secret.Directory).Distinct().Count());
    }
}
