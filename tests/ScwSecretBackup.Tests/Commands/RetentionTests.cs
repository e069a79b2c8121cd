using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class RetentionTests : PlaygroundTest
{
    private PSObject? _store;

    private PSObject Store => _store ??= Playground.NewPlaintextStore();

    [Fact]
    public void WhatIf_says_of_every_snapshot_what_would_become_of_it_and_removes_none()
    {
        string[] ids = Backup("a", "b", "c");

        Invocation planned = Apply(("PerDay", 1), ("WhatIf", true));

        Assert.Equal(ids.Reverse(), planned.Output.Select(decision => Get(decision, "Snapshot")));
        Assert.Equal(["Keep", "Delete", "Delete"], planned.Output.Select(decision => $"{Get(decision, "Action")}"));
        Assert.Equal([1, 2, 3], planned.Output.Select(decision => Get(decision, "Rank")));
        Assert.All(planned.Output, decision => Assert.Equal(("day", 1, false), (Get(decision, "Rule"), Get(decision, "Cap"), Get(decision, "Removed"))));
        Assert.Contains($"Remove the snapshot\" on target \"{ids[0]}", Playground.Host.Recording.Text, StringComparison.Ordinal);
        Assert.Equal(ids.Reverse(), Ids());
    }

    [Fact]
    public void What_no_rule_keeps_is_removed()
    {
        string[] ids = Backup("a", "b", "c");

        Invocation applied = Apply(("PerDay", 1), ("Days", 7));

        Assert.Equal([false, true, true], applied.Output.Select(decision => Get(decision, "Removed")));
        Assert.Equal([ids[2]], Ids());
        Assert.Equal([false], Apply(("PerDay", 1), ("Days", 7)).Output.Select(decision => Get(decision, "Removed")));
    }

    [Fact]
    public void Filters_leave_snapshots_out()
    {
        string[] ids = Backup("keep", "b", "c");

        Assert.Equal(["Keep", "Delete", "Keep"], Actions(("Tag", Words("!keep"))));
        Assert.Equal(["Keep", "Delete", "Keep"], Actions(("ExcludeTag", Words("keep"))));
        Assert.Equal(["Keep", "Keep", "Keep"], Actions(("Tag", Words("keep", "b"))));
        Assert.Equal(["Keep", "Keep", "Keep"], Actions(("Before", "30d")));
        Assert.Equal(["Keep", "Delete", "Delete"], Actions(("Since", TimeSpan.FromHours(1))));
        Assert.Equal(["Keep", "Keep", "Keep"], Actions(("Latest", true)));
        Assert.Equal(["Keep", "Keep", "Keep"], Actions(("GroupBy", "Tag")));
        Assert.Equal(ids.Reverse(), Ids());
    }

    [Theory]
    [InlineData("30m", "m in '30m' could mean minutes or months")]
    [InlineData("soon", "'soon' is no point in time")]
    [InlineData("3 parsecs", "'parsecs' in '3 parsecs' is no unit")]
    public void A_time_that_is_none_is_refused(string text, string reason)
    {
        Invocation refused = Apply(("PerDay", 1), ("Before", text));

        Assert.Contains(reason, refused.TerminatingError!.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_rule_nothing_happens()
    {
        string[] ids = Backup("a");

        ErrorRecord error = Apply(("GroupBy", "None"), ("Force", true)).TerminatingError!;

        Assert.StartsWith("NoRetentionRule,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal(ids, Ids());
    }

    [Fact]
    public void The_last_snapshot_of_a_dataset_goes_only_by_force()
    {
        // A weekday on which none was made keeps none.
        string other = $"Per{DateTime.UtcNow.AddDays(3).DayOfWeek}";
        string[] ids = Backup("a", "b");

        Invocation held = Apply((other, 1));

        Assert.Equal([true, false], held.Output.Select(decision => Get(decision, "Held")));
        Assert.Equal([ids[1]], Ids());
        Assert.Equal([true], Apply((other, 1), ("Force", true)).Output.Select(decision => Get(decision, "Removed")));
        Assert.Empty(Ids());
    }

    private static string[] Words(params string[] words) => words;

    /// <summary>One snapshot for each tag.</summary>
    private string[] Backup(params string[] tags)
    {
        Playground.Add("/", "token", "one");
        return [.. tags.Select(tag => (string)Get(Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", Store), ("Label", tag))).Single, "SnapshotId")!)];
    }

    private IEnumerable<string> Actions(params (string Name, object? Value)[] parameters) =>
        Apply([("PerDay", 1), ("WhatIf", true), .. parameters]).Output.Select(decision => $"{Get(decision, "Action")}");

    private Invocation Apply(params (string Name, object? Value)[] parameters)
    {
        var all = new Dictionary<string, object?> { ["Store"] = Store, ["Confirm"] = false };
        foreach ((string name, object? value) in parameters)
        {
            all[name] = value;
        }

        return Session.Invoke("Invoke-ScwRetention", all);
    }

    private string[] Ids() => [.. Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = Store }).Output.Select(snapshot => (string)Get(snapshot, "Id")!)];
}
