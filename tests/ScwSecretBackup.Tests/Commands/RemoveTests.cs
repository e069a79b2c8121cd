using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class RemoveTests : PlaygroundTest
{
    private PSObject? _store;

    private PSObject Store => _store ??= Playground.NewPlaintextStore();

    [Fact]
    public void Snapshots_are_removed_by_id_by_prefix_and_by_pipeline_and_the_others_stay()
    {
        string[] ids = Backup(4);

        PSObject byId = Remove(("Snapshot", ids[0])).Single;
        PSObject byPrefix = Remove(("Snapshot", ids[1][..12].ToUpperInvariant())).Single;
        PSObject piped = Session.Invoke("Remove-ScwSnapshot", new() { ["Store"] = Store, ["Confirm"] = false }, [Snapshots()[1]]).Single;

        Assert.Equal(ids[0], Get(byId, "SnapshotId"));
        Assert.Equal(ids[1], Get(byPrefix, "SnapshotId"));
        Assert.Equal(ids[2], Get(piped, "SnapshotId"));
        Assert.Equal($"{Playground.SourceRegion}/{Playground.SourceProject}", Get(piped, "Origin"));
        Assert.Equal([ids[3]], Ids());
    }

    [Fact]
    public void The_result_of_a_backup_and_several_ids_name_snapshots_too()
    {
        Playground.Add("/", "token", "one");
        PSObject[] results = [Playground.Backup(Store), Playground.Backup(Store), Playground.Backup(Store)];
        string[] two = [(string)Get(results[1], "SnapshotId")!, (string)Get(results[2], "SnapshotId")!];

        Assert.Equal(Get(results[0], "SnapshotId"), Get(Session.Invoke("Remove-ScwSnapshot", new() { ["Store"] = Store, ["Confirm"] = false }, [results[0]]).Single, "SnapshotId"));
        Assert.Equal(two, Remove(("Snapshot", two)).Output.Select(removed => Get(removed, "SnapshotId")));
        Assert.Empty(Ids());
    }

    [Fact]
    public void An_unknown_id_is_an_error_of_its_own_and_the_others_are_removed()
    {
        string[] ids = Backup(2);
        string[] given = ["ffffffff", ids[0], "ff"];

        Invocation removed = Remove(("Snapshot", given));

        Assert.Equal(ids[0], Get(Assert.Single(removed.Output), "SnapshotId"));
        Assert.Equal(["ffffffff", "ff"], removed.Errors.Select(error => error.TargetObject));
        Assert.All(removed.Errors, error => Assert.StartsWith("SnapshotNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal([ids[1]], Ids());
    }

    [Fact]
    public void A_snapshot_named_twice_is_removed_once()
    {
        string[] ids = Backup(1);
        string[] given = [ids[0], ids[0][..8]];

        Assert.Equal(ids[0], Get(Remove(("Snapshot", given)).Single, "SnapshotId"));
    }

    [Fact]
    public void WhatIf_removes_nothing()
    {
        string[] ids = Backup(1);

        Invocation planned = Remove(("Snapshot", ids[0]), ("WhatIf", true));

        Assert.Empty(planned.Output);
        Assert.Contains(ids[0], Playground.Host.Recording.Text, StringComparison.Ordinal);
        Assert.Equal(ids, Ids());
    }

    private string[] Backup(int count)
    {
        Playground.Add("/", "token", "one");
        return [.. Enumerable.Range(0, count).Select(_ => (string)Get(Playground.Backup(Store), "SnapshotId")!)];
    }

    private Invocation Remove(params (string Name, object? Value)[] parameters)
    {
        var all = new Dictionary<string, object?> { ["Store"] = Store, ["Confirm"] = false };
        foreach ((string name, object? value) in parameters)
        {
            all[name] = value;
        }

        return Session.Invoke("Remove-ScwSnapshot", all);
    }

    private IReadOnlyList<PSObject> Snapshots() => Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = Store }).Output;

    private string[] Ids() => [.. Snapshots().Select(snapshot => (string)Get(snapshot, "Id")!)];
}
