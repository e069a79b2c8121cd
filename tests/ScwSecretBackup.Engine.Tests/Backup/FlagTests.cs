using System.Net;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

/// <summary>What a snapshot says about secrets that are not like the others.</summary>
public sealed class FlagTests
{
    [Fact]
    public async Task Secrets_that_need_a_second_look_are_flagged()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "managed", [1]).Managed = true;
        bed.Seed("/", "used", [2]).UsedBy = ["rdb"];
        bed.Seed("/", "twin", [3]);
        bed.Seed("/", "twin", [4]);
        bed.Seed("/", "plain", [5]);
        EmulatedSecret expiring = bed.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, "/", "expiring", value =>
        {
            value.TimeToLive = "3600s";
            value.EphemeralAction = "delete";
        });
        bed.State.AddVersion(expiring, [6]);

        BackupResult result = await bed.BackupAsync();

        Assert.Equal(
            ["expiring 1", "managed 0", "twin 0", "twin 0", "used 0"],
            result.Flagged.Select(item => $"{item.Name} {item.Revision}"));
        Assert.Contains("the snapshot keeps its value", result.Flagged[0].Note, StringComparison.Ordinal);
        Assert.Contains("rdb", result.Flagged[^1].Note, StringComparison.Ordinal);
        Assert.Equal(BackupStatus.Complete, result.Status);
    }

    [Fact]
    public async Task A_secret_whose_versions_are_missing_does_not_look_like_one_that_has_none()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret broken = bed.Seed("/", "twin", [1]);
        bed.Seed("/", "twin");
        bed.Seed("/", "good", [2]);
        ISecretManager source = InterceptedSecretManager.Answering(bed.Source, (method, arguments) =>
            method == nameof(ISecretManager.ListVersionsAsync) && (string)arguments[0]! == broken.Id
                ? Task.FromException<IReadOnlyList<SecretVersion>>(new ScalewayApiException(HttpStatusCode.Conflict, "no"))
                : null);

        await bed.BackupAsync(source: source);

        IReadOnlyList<SnapshotSecret> secrets = await bed.ReadAsync();
        Assert.Equal([broken.Id], secrets.Where(secret => secret.Gap.Length > 0).Select(secret => secret.Metadata.Id));
        RestorePlanItem item = Assert.Single((await bed.PlanRestoreAsync(change: request => request with { Selection = new SecretSelection { SecretIds = new HashSet<string> { broken.Id } } })).Items);
        Assert.Equal(RestoreAction.Refuse, item.Action);
    }

    [Fact]
    public async Task A_key_that_may_list_no_versions_at_all_makes_no_snapshot()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "s", [1]);
        bed.Seed("/", "t", [2]);
        ISecretManager source = InterceptedSecretManager.Answering(bed.Source, (method, _) => method == nameof(ISecretManager.ListVersionsAsync)
            ? Task.FromException<IReadOnlyList<SecretVersion>>(new ScalewayApiException(HttpStatusCode.Forbidden, "no") { ErrorType = "permissions_denied" })
            : null);

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => bed.BackupAsync(source: source));

        Assert.Equal(EngineErrorKind.ListingDenied, error.Kind);
        Assert.Empty(await bed.Catalog.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_two_permission_sets_of_a_source_are_enough()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "s", [1], [2]);

        BackupResult result = await bed.BackupAsync(source: bed.CreateClient(["SecretManagerReadOnly", "SecretManagerSecretAccess"], TestBed.SourceRegion, TestBed.SourceProject));

        Assert.Equal((BackupStatus.Complete, 2), (result.Status, result.ValuesRead));
    }
}
