using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class CopyTests : PlaygroundTest
{
    [Fact]
    public void Snapshots_are_copied_to_a_store_with_another_passphrase_and_restore_from_there()
    {
        (PSObject source, string[] ids) = BackUp(2);
        string target = Playground.Folder.Fresh();
        Session.Invoke("Close-ScwStore", new() { ["Store"] = Session.Invoke("New-ScwStore", new() { ["Path"] = target, ["Passphrase"] = Playground.Secure("another one") }).Single });

        Invocation copied = Session.Invoke("Copy-ScwSnapshot", new() { ["Store"] = source, ["TargetStore"] = target, ["TargetPassphrase"] = Playground.Secure("another one") }, Snapshots(source));

        Assert.Null(copied.TerminatingError);
        Assert.Equal(ids.Reverse(), copied.Output.Select(copy => Get(copy, "SnapshotId")));
        Assert.All(copied.Output, copy => Assert.Equal(("Copied", target), ($"{Get(copy, "Status")}", Get(copy, "TargetStore"))));
        Invocation again = Session.Invoke("Copy-ScwSnapshot", new() { ["Store"] = source, ["TargetStore"] = target, ["TargetPassphraseCommand"] = "echo another one", ["Snapshot"] = ids[0] });
        Assert.Equal("AlreadyThere", $"{Get(again.Single, "Status")}");
        PSObject opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = target, ["Passphrase"] = Playground.Secure("another one") }).Single;
        Assert.Equal(ids.Reverse(), Ids(opened));
        Assert.Empty(Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", opened), ("Snapshot", ids[0]))).Errors);
        Assert.Equal("token", Assert.Single(Playground.Target).Name);
    }

    [Fact]
    public void Sync_copies_what_is_missing_once_and_does_not_bring_back_what_was_removed()
    {
        (PSObject source, string[] ids) = BackUp(3);
        PSObject target = Playground.NewPlaintextStore();

        Invocation planned = Session.Invoke("Sync-ScwStore", new() { ["From"] = source, ["To"] = target, ["WhatIf"] = true });
        Invocation first = Sync(source, target);
        Session.Invoke("Remove-ScwSnapshot", new() { ["Store"] = target, ["Snapshot"] = ids[0], ["Confirm"] = false });
        Invocation second = Sync(source, target);

        Assert.Null(planned.TerminatingError);
        Assert.Empty(planned.Output);
        Assert.Equal(ids, first.Output.Select(copy => Get(copy, "SnapshotId")));
        Assert.Equal(["RemovedFromTarget", "AlreadyThere", "AlreadyThere"], second.Output.Select(copy => $"{Get(copy, "Status")}"));
        Assert.All(second.Output, copy => Assert.Equal(0L, Get(copy, "BytesWritten")));
        Assert.Equal([ids[2], ids[1]], Ids(target));
        Assert.Equal("Copied", $"{Get(Session.Invoke("Copy-ScwSnapshot", new() { ["Store"] = source, ["TargetStore"] = target, ["Snapshot"] = ids[0] }).Single, "Status")}");
        Assert.Equal(ids.Reverse(), Ids(target));
    }

    [Fact]
    public void Sync_goes_both_ways_and_takes_filters()
    {
        (PSObject one, string[] first) = BackUp(2);
        (PSObject two, string[] second) = BackUp(1);

        Assert.Equal([first[1]], Sync(one, two, ("Latest", true)).Output.Select(copy => Get(copy, "SnapshotId")));
        Sync(one, two, ("Bidirectional", true));

        Assert.Equal(first.Concat(second).Order(), Ids(one).Order());
        Assert.Equal(first.Concat(second).Order(), Ids(two).Order());
    }

    [Fact]
    public void A_store_is_not_copied_to_itself_and_an_unknown_snapshot_is_an_error()
    {
        (PSObject store, string[] ids) = BackUp(1);
        PSObject target = Playground.NewPlaintextStore();
        string[] given = ["ffffffff", ids[0]];

        Invocation copied = Session.Invoke("Copy-ScwSnapshot", new() { ["Store"] = store, ["To"] = target, ["Snapshot"] = given });

        Assert.StartsWith("SameStore,", Sync(store, store).TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("SnapshotNotFound,", Assert.Single(copied.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ids[0], Get(Assert.Single(copied.Output), "SnapshotId"));
    }

    private (PSObject Store, string[] Ids) BackUp(int count)
    {
        if (!Playground.Emulator.State.ListSecrets(Playground.SourceProject, Playground.SourceRegion).Any())
        {
            Playground.Add("/", "token", "one");
        }

        PSObject store = Playground.NewPlaintextStore();
        return (store, [.. Enumerable.Range(0, count).Select(_ => (string)Get(Playground.Backup(store), "SnapshotId")!)]);
    }

    private Invocation Sync(PSObject source, PSObject target, params (string Name, object? Value)[] parameters)
    {
        var all = new Dictionary<string, object?> { ["Store"] = source, ["TargetStore"] = target };
        foreach ((string name, object? value) in parameters)
        {
            all[name] = value;
        }

        return Session.Invoke("Sync-ScwStore", all);
    }

    private IReadOnlyList<PSObject> Snapshots(PSObject store) => Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output;

    private string[] Ids(PSObject store) => [.. Snapshots(store).Select(snapshot => (string)Get(snapshot, "Id")!)];
}
