using System.Management.Automation;
using System.Management.Automation.Internal;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Streams;

/// <summary>Views of what the cmdlets write that keep a store in order.</summary>
public sealed class LifecycleViewTests : PlaygroundTest
{
    [Fact]
    public void Tables_fit_80_columns_and_show_what_matters()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        PSObject target = Playground.NewPlaintextStore();
        string first = (string)Get(Playground.Backup(store), "SnapshotId")!;
        Playground.Backup(store);

        string copied = Draw([.. Session.Invoke("Sync-ScwStore", new() { ["Store"] = store, ["TargetStore"] = target }).Output]);
        string decided = Draw([.. Session.Invoke("Invoke-ScwRetention", new() { ["Store"] = store, ["PerDay"] = 1, ["WhatIf"] = true }).Output]);
        string removed = Draw([.. Session.Invoke("Remove-ScwSnapshot", new() { ["Store"] = store, ["Snapshot"] = first, ["Confirm"] = false }).Output]);
        string optimized = Draw([.. Session.Invoke("Optimize-ScwStore", new() { ["Store"] = store, ["WhatIf"] = true }).Output]);

        string[] tables = [copied, decided, removed, optimized];
        Assert.All(tables, table => Assert.All(table.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line)));
        Assert.Matches($@"Copied +{first[..8]} .* [0-9.,]+ KiB", copied);
        Assert.Matches(@"Keep +[0-9a-f]{8} .* day +[0-9]{4}-[0-9]{2}-[0-9]{2}", decided);
        Assert.Matches($@"Delete +{first[..8]} .* day ", decided);
        Assert.Matches($@"{first[..8]} +[-0-9]+ [:0-9]+ +[-0-9]+ [:0-9]+ +{Playground.SourceRegion}/", removed);
        Assert.Matches(@"Reclaimed +Marked +Waiting +NextRemoval", optimized);
    }

    private string Draw(params object[] values)
    {
        int start = Playground.Host.Recording.Text.Length;
        Session.Invoke("Out-Default", input: values);
        return new StringDecorated(Playground.Host.Recording.Text[start..]).ToString(OutputRendering.PlainText);
    }
}
