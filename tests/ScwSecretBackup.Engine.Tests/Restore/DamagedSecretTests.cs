using ScwSecretBackup.Engine.Comparison;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

/// <summary>A snapshot whose documents are damaged still gives everything else.</summary>
public sealed class DamagedSecretTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/a/s/@secret.json")]
    [InlineData("/a/s/@versions/1.json")]
    public async Task The_damaged_one_is_refused_by_name_and_the_others_are_restored(string damaged)
    {
        await using TestBed bed = await TestBed.StartAsync();
        SnapshotHeader snapshot = await WriteAsync(bed.Store, damaged);

        RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with { Snapshot = snapshot });
        IReadOnlyList<RestoreItemResult> results = await bed.RunRestoreAsync(plan);

        Assert.Equal(
            [(RestoreAction.Refuse, "/a", "s"), (RestoreAction.Create, "/a", "t")],
            plan.Items.Select(item => (item.Action, item.TargetFolder, item.TargetName)));
        Assert.StartsWith("damaged: ", plan.Items[0].Reason, StringComparison.Ordinal);
        Assert.Contains(damaged, plan.Items[0].Reason, StringComparison.Ordinal);
        Assert.Equal(EngineErrorKind.NotRestorable, Assert.IsType<EngineException>(Assert.Single(results, result => result.Error is not null).Error).Kind);
        Assert.Equal("t", Assert.Single(bed.TargetSecrets()).Name);
    }

    [Fact]
    public async Task A_selection_by_what_nobody_knows_of_it_does_not_pass_it_over()
    {
        await using TestBed bed = await TestBed.StartAsync();
        SnapshotHeader snapshot = await WriteAsync(bed.Store, "/a/s/@secret.json");
        var selection = new SecretSelection { Types = ["opaque"], Tags = ["none has it"] };

        RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with { Snapshot = snapshot, Selection = selection });
        RestorePlan elsewhere = await bed.PlanRestoreAsync(change: request => request with { Snapshot = snapshot, Selection = selection with { Folders = ["/b"] } });

        Assert.Equal("s", Assert.Single(plan.Items).TargetName);
        Assert.Empty(elsewhere.Items);
    }

    [Fact]
    public async Task A_damaged_directory_of_the_tree_is_an_item_of_its_own()
    {
        await using TestBed bed = await TestBed.StartAsync();
        SnapshotReader whole = await bed.Store.OpenSnapshotAsync((await WriteAsync(bed.Store, "/none")).Id, Cancellation);
        var unreadable = SecretDirectory.Unreadable("/a/s", new Kloset.KlosetFormatException("gone"));
        var loader = new SecretLoader(whole, await new SnapshotDocuments(whole).ReadManifestAsync(Cancellation));
        SnapshotSecret secret = await loader.LoadDamagedAsync(unreadable, Cancellation);

        Assert.Equal(("/a", "s", "/a/s", false), (secret.Metadata.Path, secret.Metadata.Name, secret.Metadata.Id, secret.HasMetadata));
        Assert.Contains("can't be listed", secret.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_says_that_it_is_damaged_and_compares_the_others()
    {
        await using TestBed bed = await TestBed.StartAsync();
        SnapshotHeader sound = await WriteAsync(bed.Store, "/none");
        SnapshotHeader snapshot = await WriteAsync(bed.Store, "/a/s/@secret.json", ("/a/t/@secret.json", Secret("t", "changed")));

        List<SecretDifference> found = await new SecretComparer(bed.Store)
            .CompareSnapshotsAsync(new ComparisonRequest { Reference = snapshot }, sound, null, Cancellation).ToListAsync(Cancellation);

        Assert.Equal([("s", DifferenceKind.Damaged, ""), ("t", DifferenceKind.Metadata, "description")], found.Select(item => (item.Name, item.Kind, item.Field)));
        Assert.Contains("/a/s/@secret.json", found[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_it_is_a_damaged_snapshot_and_one_of_the_others_is_there()
    {
        await using TestBed bed = await TestBed.StartAsync();
        SnapshotHeader snapshot = await WriteAsync(bed.Store, "/a/s/@secret.json");
        var reader = new SnapshotValueReader(bed.Store);

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => reader.ReadAsync(snapshot, new SecretReference("s", "/a", IdOf("s")), null, Cancellation));
        using SnapshotValue value = await reader.ReadAsync(snapshot, new SecretReference("t"), null, Cancellation);

        Assert.Equal(EngineErrorKind.DamagedSnapshot, error.Kind);
        Assert.Equal("t-val"u8.ToArray(), value.Data.ToArray());
    }

    [Theory]
    [InlineData("/a/b/name", "/a/b", "name")]
    [InlineData("/name", "/", "name")]
    [InlineData("/a/@name~1f2e3d4c", "/a", "name")]
    [InlineData("/@na~me~1f2e3d4c", "/", "na~me")]
    [InlineData("/@manifest.json", "/", "manifest.json")]
    [InlineData("/@manifest.json/x", "/manifest.json", "x")]
    public void Folder_and_name_are_told_from_the_directory(string directory, string folder, string name) =>
        Assert.Equal((folder, name), Engine.Layout.SecretPath.Guess(directory));

    private static string IdOf(string name) => $"{name[0] - 'a':x8}-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

    private static string Secret(string name, string description = "") =>
        $$"""{"description":"{{description}}","id":"{{IdOf(name)}}","name":"{{name}}","path":"/a","project_id":"p","region":"fr-par","type":"opaque"}""";

    /// <summary>Writes a snapshot of the secrets s and t in /a, one of whose files is no document.</summary>
    private static async Task<SnapshotHeader> WriteAsync(KlosetStore store, string damaged, params (string Path, string Content)[] changes)
    {
        var files = new Dictionary<string, string> { ["/manifest.json"] = StoreBed.Manifest };
        foreach (string name in (string[])["s", "t"])
        {
            files[$"/a/{name}/@secret.json"] = Secret(name);
            files[$"/a/{name}/@versions/1"] = $"{name}-val";
            files[$"/a/{name}/@versions/1.json"] = $$"""{"capture":"captured","revision":1,"secret_id":"{{IdOf(name)}}","size":5,"status":"enabled"}""";
        }

        foreach ((string path, string content) in changes)
        {
            files[path] = content;
        }

        if (files.ContainsKey(damaged))
        {
            files[damaged] = "no document";
        }

        return await StoreBed.WriteAsync(store, files);
    }
}
