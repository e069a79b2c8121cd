using System.Management.Automation;
using System.Management.Automation.Internal;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Streams;

public sealed class FormattingTests : PlaygroundTest
{
    [Fact]
    public void Tables_fit_80_columns_and_show_what_matters()
    {
        Playground.Add("/prod/db", "password", "one", "two").Protected = true;
        PSObject store = Playground.NewPlaintextStore();
        PSObject result = Playground.Backup(store);

        string[] tables =
        [
            Draw(store),
            Draw(result),
            Draw(Session.Invoke("Get-ScwSecret", Playground.FromSource()).Single),
            Draw(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single),
            Draw([.. Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store }).Output]),
            Draw(Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("WhatIf", true))).Single),
            Draw(Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store))).Single),
        ];

        Assert.All(tables, table => Assert.All(table.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line)));
        Assert.Contains("Encrypted", tables[0], StringComparison.Ordinal);
        Assert.Matches($@"Complete [0-9a-f]{{8}} +1 +2 \(2 read\) +0 {Playground.SourceRegion}/", tables[1]);
        Assert.Matches(@"opaque +2 +.* P +/prod/db/password", tables[2]);
        Assert.Matches($"[0-9a-f]{{8}} .* {Playground.SourceRegion}/", tables[3]);
        Assert.Matches(@"Captured +enabled +2 +3 B +/prod/db/password", tables[4]);
        Assert.Matches(@"Create +1-2 +/prod/db/password", tables[5]);
        Assert.Matches(@"Create +1-2 +[A-Z][a-z]+ +/prod/db/password", tables[6]);
    }

    [Fact]
    public void A_part_of_a_project_a_failure_and_what_needs_a_second_look_show_in_the_tables()
    {
        Playground.Add("/prod", "password", "one").Managed = true;
        Playground.Add("/", "other", "two");
        PSObject store = Playground.NewPlaintextStore();
        PSObject part = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Folder", "/prod"))).Single;
        PSObject failed = Assert.Single(Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Name", "none"))).Output);

        string[] tables =
        [
            Draw(part, failed),
            Draw(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single),
            Draw(Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store }).Single),
            Draw([.. (IEnumerable<object>)Get(part, "Flagged")!]),
        ];

        Assert.All(tables, table => Assert.All(table.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line)));
        Assert.Matches(@"Complete [0-9a-f]{8} +1\* ", tables[0]);
        Assert.Matches($@"\nFailed +{Playground.SourceRegion}/.*\n +Exit code 1: ", tables[0]);
        Assert.Matches(@" 1\* ", tables[1]);
        Assert.Matches(@"Captured .* M +/prod/password", tables[2]);
        Assert.Matches(@" 0 /prod +password +managed by", tables[3]);
    }

    private string Draw(params object[] values)
    {
        int start = Playground.Host.Recording.Text.Length;
        Session.Invoke("Out-Default", input: values);
        return new StringDecorated(Playground.Host.Recording.Text[start..]).ToString(OutputRendering.PlainText);
    }
}
