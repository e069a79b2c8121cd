using System.Globalization;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Comparison;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Comparison;

public sealed class LiveComparisonTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_that_did_not_change_has_no_difference_and_no_value_is_read()
    {
        await using TestBed bed = await TestBed.StartAsync();
        GeneratedSecret[] generated = SecretGenerator.Generate(20, "0000KOIxvtz3");
        SecretGenerator.Seed(bed.State, TestBed.SourceProject, TestBed.SourceRegion, generated);
        bed.Seed("/a", "twin", [1]);
        bed.Seed("/a", "twin", [2]);
        bed.Seed("/", "without-versions");
        await bed.BackupAsync();
        bed.Server.ClearCalls();

        Assert.Empty(await CompareAsync(bed));

        Assert.Equal(0, bed.CallsOf("AccessVersion"));
    }

    public static TheoryData<string, string[]> Changes => new()
    {
        { "new secret", ["OnlyInDifference /b/new  -/-"] },
        { "gone", ["OnlyInReference /a/s  -/-"] },
        { "deletion", ["Status /a/s deletion -/- live scheduled_for_deletion"] },
        { "description", ["Metadata /a/s description -/-  other"] },
        { "tags", ["Metadata /a/s tags -/- one two"] },
        { "protection", ["Metadata /a/s protected -/- false true"] },
        { "policy", ["Metadata /a/s ephemeral_policy -/-  time_to_live 60s, disable"] },
        { "key", ["Metadata /a/s key_id -/-  33333333-3333-4333-8333-333333333333"] },
        { "moved", ["Metadata /a/s path -/- /a /moved", "Metadata /a/s name -/- s t"] },
        { "locked", ["Status /a/s status -/- ready locked"] },
        { "disabled", ["Status /a/s version status 2/2 enabled disabled", "Value /a/s value 2/1"] },
        { "first disabled", ["Status /a/s version status 1/1 enabled disabled"] },
        { "version description", ["Metadata /a/s version description 1/1  changed"] },
        { "rotated", ["Version /a/s version -/3  enabled", "Value /a/s value 2/3"] },
        { "rewritten", ["Version /a/s version -/3  enabled"] },
        { "version deleted", ["Status /a/s version status 2/2 enabled scheduled_for_deletion", "Value /a/s value 2/1"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Each_change_is_told_and_nothing_else(string change, string[] expected)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Tags = ["one"];
        bed.Seed("/a", "other", [3]);
        await bed.BackupAsync();
        Apply(bed, secret, change);

        string[] actual = [.. (await CompareAsync(bed)).Select(Describe)];

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task A_restored_copy_elsewhere_is_equal_although_ids_and_numbers_differ()
    {
        await using TestBed bed = await TestBed.StartAsync();
        SecretGenerator.Seed(bed.State, TestBed.SourceProject, TestBed.SourceRegion, SecretGenerator.Generate(12, "0001KOIxvtz3"));
        EmulatedSecret gapped = bed.Seed("/gap", "s", [1], [2], [3]);
        gapped.Versions.RemoveAt(0);
        await bed.BackupAsync();
        await bed.RestoreAsync();

        Assert.Empty(await CompareAsync(bed, bed.Target, TestBed.TargetProject));

        bed.TargetSecret("/gap", "s").Versions[^1].Data = [9];
        Assert.Equal(
            ["Version /gap/s version 3/- enabled ", "Version /gap/s version -/2  enabled", "Value /gap/s value 3/2"],
            (await CompareAsync(bed, bed.Target, TestBed.TargetProject)).Select(Describe));
    }

    [Fact]
    public async Task Secrets_that_wait_for_their_deletion_on_one_side_only_are_no_difference()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret leaving = bed.Seed("/a", "leaving", [1]);
        leaving.DeletionRequestedAt = DateTimeOffset.UtcNow;
        bed.Seed("/a", "staying", [1]);
        await bed.BackupAsync();
        await bed.RestoreAsync(change: request => request with { Selection = new SecretSelection { Names = ["staying"] } });
        bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/b", "going", secret => secret.DeletionRequestedAt = DateTimeOffset.UtcNow);

        Assert.Empty(await CompareAsync(bed, bed.Target, TestBed.TargetProject));
    }

    [Theory]
    [InlineData("single access", "one access consumes it")]
    [InlineData("denied", "the key may not read it")]
    [InlineData("metadata only", "only metadata is compared")]
    [InlineData("locked", "the secret is locked")]
    public async Task A_value_that_can_not_be_looked_at_is_said_to_be_unproven_and_never_read(string obstacle, string reason)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        EmulatedVersion added = bed.State.AddVersion(secret, [2]);
        added.ExpiresOnceAccessed = obstacle == "single access" ? true : null;
        secret.Status = obstacle == "locked" ? "locked" : "ready";
        ISecretManager source = obstacle == "denied" ? bed.CreateClient(["SecretManagerReadOnly"], TestBed.SourceRegion) : bed.Source;
        bed.Server.ClearCalls();

        IReadOnlyList<SecretDifference> found = await CompareAsync(bed, source, change: request => request with { ComparesValues = obstacle != "metadata only" });

        Assert.Contains(found, difference => difference.Kind == DifferenceKind.Version && difference.DifferenceRevision == 2);
        SecretDifference unproven = found.Single(difference => difference.Kind == DifferenceKind.NotComparable);
        Assert.Equal($"revision 2: {reason}", unproven.Reason);
        Assert.DoesNotContain(found, difference => difference.Kind == DifferenceKind.Value);
        Assert.Equal(obstacle == "denied" ? 1 : 0, bed.CallsOf("AccessVersion"));
    }

    [Fact]
    public async Task Only_what_is_selected_is_compared()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        bed.Seed("/b", "new", [1]);
        bed.Server.ClearCalls();

        Assert.Empty(await CompareAsync(bed, change: request => request with { Selection = new SecretSelection { Folders = ["/a"] } }));
        Assert.Equal(1, bed.CallsOf("ListVersions"));
    }

    [Fact]
    public async Task What_a_filtered_snapshot_left_out_is_no_difference()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        bed.Seed("/b", "left-out", [1]);
        await bed.BackupAsync(request => request with { Selection = new SecretSelection { Folders = ["/a"] } });
        bed.Seed("/a", "new", [1]);

        Assert.Equal(["OnlyInDifference /a/new  -/-"], (await CompareAsync(bed)).Select(Describe));
    }

    [Fact]
    public async Task What_a_restore_elsewhere_changed_on_purpose_is_no_difference()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/prod/db", "password", [1]);
        await bed.BackupAsync();
        EmulatedSecret copy = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/staging/db", "password", secret => secret.Tags = ["seeded"]);
        bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/", "something-else");
        bed.State.AddVersion(copy, [1]);

        Assert.Empty(await CompareAsync(bed, bed.Target, TestBed.TargetProject, request => request with
        {
            Restored = new RestoreRequest
            {
                Snapshot = request.Reference,
                ProjectId = TestBed.TargetProject,
                FolderMap = new Dictionary<string, string> { ["/prod"] = "/staging" },
                TagAdd = ["seeded"],
            },
        }));
    }

    [Fact]
    public async Task A_key_that_may_not_list_gets_the_named_error()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        ISecretManager blind = bed.CreateClient(["SecretManagerSecretAccess"], TestBed.SourceRegion);

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => CompareAsync(bed, blind));

        Assert.Equal(EngineErrorKind.ListingDenied, error.Kind);
    }

    private static void Apply(TestBed bed, EmulatedSecret secret, string change)
    {
        Action apply = change switch
        {
            "new secret" => () => bed.Seed("/b", "new", [1]),
            "gone" => () => secret.DeletionRequestedAt = DateTimeOffset.UtcNow.AddDays(-8),
            "deletion" => () => secret.DeletionRequestedAt = DateTimeOffset.UtcNow,
            "description" => () => secret.Description = "other",
            "tags" => () => secret.Tags = ["two"],
            "protection" => () => secret.Protected = true,
            "policy" => () => (secret.TimeToLive, secret.EphemeralAction) = ("60s", "disable"),
            "key" => () => secret.KeyId = "33333333-3333-4333-8333-333333333333",
            "moved" => () => (secret.Path, secret.Name) = ("/moved", "t"),
            "locked" => () => secret.Status = "locked",
            "disabled" => () => secret.Versions[1].Status = "disabled",
            "first disabled" => () => secret.Versions[0].Status = "disabled",
            "version description" => () => secret.Versions[0].Description = "changed",
            "rotated" => () => bed.State.AddVersion(secret, [7]),
            "rewritten" => () => bed.State.AddVersion(secret, [2]),
            "version deleted" => () => (secret.Versions[1].Status, secret.Versions[1].DeletionRequestedAt) = ("scheduled_for_deletion", DateTimeOffset.UtcNow),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        };
        apply();
    }

    private static async Task<IReadOnlyList<SecretDifference>> CompareAsync(
        TestBed bed, ISecretManager? live = null, string projectId = TestBed.SourceProject, Func<ComparisonRequest, ComparisonRequest>? change = null)
    {
        SnapshotHeader header = await bed.Catalog.ResolveAsync("latest", Cancellation);
        var request = new ComparisonRequest { Reference = header };
        return await new SecretComparer(bed.Store)
            .CompareWithLiveAsync(change?.Invoke(request) ?? request, live ?? bed.Source, projectId, null, Cancellation).ToListAsync(Cancellation);
    }

    private static string Describe(SecretDifference difference)
    {
        string texts = difference.Reference is null && difference.Difference is null ? "" : $" {difference.Reference} {difference.Difference}";
        return $"{difference.Kind} {difference.Folder.TrimEnd('/')}/{difference.Name} {difference.Field} {Number(difference.ReferenceRevision)}/{Number(difference.DifferenceRevision)}{texts}";
    }

    private static string Number(int? revision) => revision?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
