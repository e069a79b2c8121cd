using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class MappingTests
{
    private const string SourceKey = "33333333-3333-4333-8333-333333333333";
    private const string TargetKey = "44444444-4444-4444-8444-444444444444";

    [Fact]
    public async Task Folders_names_tags_and_keys_are_mapped_across_project_and_region_and_the_second_time_nothing_changes()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/prod/db", "password", [1]);
        secret.Tags = ["db"];
        secret.KeyId = SourceKey;
        bed.Seed("/production", "near-miss", [2]);
        bed.Seed("/prod", "renamed", [3]);
        await bed.BackupAsync();
        EmulatedSecret bystander = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/prod/db", "password");
        bed.State.AddVersion(bystander, [9]);
        string before = SecretAssert.Describe(bystander);

        IReadOnlyList<RestoreItemResult> first = await bed.RestoreAsync(change: Map);
        IReadOnlyList<RestoreItemResult> second = await bed.RestoreAsync(change: Map);

        Assert.All(first, result => Assert.Null(result.Error));
        EmulatedSecret mapped = bed.TargetSecret("/staging/db", "password");
        Assert.Equal(["db", "seeded"], mapped.Tags);
        Assert.Equal(TargetKey, mapped.KeyId);
        Assert.Equal([2], bed.TargetSecret("/production", "near-miss").Versions.Single().Data);
        Assert.Equal([3], bed.TargetSecret("/other", "new").Versions.Single().Data);
        Assert.All(second, result => Assert.Equal(RestoreAction.Unchanged, result.Action));
        Assert.Equal(before, SecretAssert.Describe(bystander));
        Assert.Equal(4, bed.TargetSecrets().Count);

        static RestoreRequest Map(RestoreRequest request) => request with
        {
            FolderMap = new Dictionary<string, string> { ["/prod"] = "/staging" },
            NameMap = new Dictionary<string, string> { ["/prod/renamed"] = "/other/new" },
            TagAdd = ["seeded"],
            KeyIdMap = new Dictionary<string, string> { [SourceKey] = TargetKey },
        };
    }

    [Theory]
    [InlineData("/prod", "/staging")]
    [InlineData("/prod/db", "/deep")]
    [InlineData("/prod/db/x", "/deep/x")]
    [InlineData("/production", "/root/production")]
    [InlineData("/", "/root")]
    public async Task The_longest_prefix_of_whole_segments_wins(string folder, string expected)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed(folder, "s", [1]);
        await bed.BackupAsync();

        RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with
        {
            FolderMap = new Dictionary<string, string> { ["/prod"] = "/staging", ["/prod/db/"] = "deep", ["/"] = "/root" },
        });

        Assert.Equal(expected, Assert.Single(plan.Items).TargetFolder);
    }

    [Fact]
    public async Task Two_secrets_that_the_mapping_brings_together_are_both_refused()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        bed.Seed("/b", "s", [2]);
        await bed.BackupAsync();

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync(change: request => request with
        {
            FolderMap = new Dictionary<string, string> { ["/b"] = "/a" },
        });

        Assert.All(results, result => Assert.Equal(RestoreAction.Refuse, result.Action));
        Assert.All(results, result => Assert.Contains("2 secrets of the snapshot map to this folder and name", result.Item.Reason, StringComparison.Ordinal));
        Assert.Empty(bed.TargetSecrets());
    }

    [Fact]
    public async Task A_name_that_is_no_name_is_refused()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();

        RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with { NameMap = new Dictionary<string, string> { ["s"] = "/a/.." } });

        Assert.Equal(RestoreAction.Refuse, Assert.Single(plan.Items).Action);
    }
}
