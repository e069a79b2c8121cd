using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class OptimizeTests : PlaygroundTest
{
    [Fact]
    public void Space_of_a_removed_snapshot_comes_back_after_the_grace_period()
    {
        PSObject store = Playground.NewPlaintextStore();
        Playground.Add("/", "token", "one");
        Playground.Backup(store);
        Playground.Add("/", "other", "two");
        PSObject backup = Playground.Backup(store);
        Session.Invoke("Remove-ScwSnapshot", new() { ["Store"] = store, ["Snapshot"] = Get(backup, "SnapshotId"), ["Confirm"] = false });

        PSObject planned = Optimize(store, ("WhatIf", true)).Single;
        PSObject marked = Optimize(store).Single;
        PSObject waiting = Optimize(store, ("GracePeriod", "12h")).Single;

        Assert.Equal(true, Get(planned, "IsPlan"));
        Assert.Equal(TimeSpan.FromDays(7), Get(planned, "GracePeriod"));
        Assert.Equal(1, Get(planned, "SnapshotCount"));
        Assert.Equal(1, Get(planned, "PackfilesMarked"));
        Assert.Equal(1, Get(marked, "PackfilesMarked"));
        Assert.Equal(0, Get(waiting, "PackfilesMarked"));
        Assert.Equal(Get(marked, "PackfilesMarked"), Get(waiting, "PackfilesWaiting"));
        Assert.Equal(0L, Get(waiting, "BytesReclaimed"));
        Assert.Equal(Get(marked, "BytesMarked"), Get(Optimize(store, ("GracePeriod", TimeSpan.Zero)).Single, "BytesReclaimed"));
        Assert.Single(Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store }).Output);
    }

    [Fact]
    public void A_store_that_is_in_use_is_left_alone()
    {
        PSObject store = Playground.NewPlaintextStore();
        string folder = (string)Get(store, "Location")!;
        Playground.Add("/", "token", "one");
        Playground.Backup(store);
        File.WriteAllBytes(Path.Combine(folder, "locks", new string('a', 64)), [1, 2, 3]);

        ErrorRecord error = Optimize(store).TerminatingError!;

        Assert.StartsWith("StoreLocked,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("200y")]
    public void A_grace_period_that_makes_no_sense_is_refused(string period)
    {
        ErrorRecord error = Optimize(Playground.NewPlaintextStore(), ("GracePeriod", period)).TerminatingError!;

        Assert.StartsWith("InvalidGracePeriod,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private Invocation Optimize(PSObject store, params (string Name, object? Value)[] parameters)
    {
        var all = new Dictionary<string, object?> { ["Store"] = store, ["Confirm"] = false };
        foreach ((string name, object? value) in parameters)
        {
            all[name] = value;
        }

        return Session.Invoke("Optimize-ScwStore", all);
    }
}
