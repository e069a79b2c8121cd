using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>What the Tab key offers of a store: what is in memory, and nothing else.</summary>
public sealed class SnapshotCompletionTests : PlaygroundTest
{
    [Theory]
    [InlineData("Get-ScwSnapshotItem -Store $store -Snapshot ")]
    [InlineData("Get-ScwSnapshotValue -Store $store -Snapshot ")]
    [InlineData("Restore-ScwSecret $store -Snapshot ")]
    [InlineData("New-ScwRestorePlan -Store $store -Snapshot ")]
    [InlineData("Test-ScwSnapshot -Store $store -Snapshot ")]
    [InlineData("Compare-ScwSnapshot -Store $store -ReferenceSnapshot ")]
    [InlineData("Compare-ScwSecret -Store $store -Snapshot ")]
    public void Snapshots_that_were_listed_are_offered_with_date_and_count_though_the_store_is_gone(string line)
    {
        (PSObject store, string[] ids) = BackUp();
        Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store });
        int calls = Playground.Emulator.Calls.Count;
        Directory.Delete((string)Get(store, "Location")!, recursive: true);

        IReadOnlyList<CompletionResult> offered = Session.CompleteWithTips(line);

        Assert.Equal([ids[1][..8], ids[0][..8], "latest"], offered.Select(offer => offer.CompletionText));
        Assert.Matches($@"^\d{{4}}-\d\d-\d\d \d\d:\d\d, 2 secrets, {Playground.SourceRegion}/", offered[0].ToolTip);
        Assert.Equal([ids[0][..8]], Session.Complete(line + ids[0][..6]));
        Assert.Equal([ids[0]], Session.Complete(line + ids[0][..12]));
        Assert.Equal(calls, Playground.Emulator.Calls.Count);
    }

    [Fact]
    public void Folders_and_names_that_were_met_are_offered_in_every_session_that_has_the_handle()
    {
        (PSObject store, string[] ids) = BackUp();
        using var other = PowerShellHost.WithModule();
        other.Script("$null", new() { ["store"] = store });

        foreach (PowerShellHost session in new[] { Session, other })
        {
            Assert.Equal(["/", "/prod/db"], session.Complete("Restore-ScwSecret -Store $store -Folder "));
            Assert.Equal(["password", "token"], session.Complete("Get-ScwSnapshotItem $store -Name "));
            Assert.Equal(["password"], session.Complete("Get-ScwSnapshotItem $store -Folder /prod* -Name "));
            Assert.Equal(["/prod/db"], session.Complete($"Compare-ScwSecret -Store $store -Snapshot {ids[1][..8]} -Folder /p"));
            Assert.Empty(session.Complete($"Compare-ScwSecret -Store $store -Snapshot 0123456789 -Folder /p"));
        }
    }

    [Fact]
    public void Reading_a_snapshot_makes_its_names_known()
    {
        (PSObject store, _) = BackUp();
        PSObject opened = Session.Invoke("Open-ScwStore", new() { ["Path"] = Get(store, "Location") }).Single;
        Session.Script("$null", new() { ["store"] = opened });
        Assert.Empty(Session.Complete("Get-ScwSnapshotItem -Store $store -Folder "));

        Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = opened, ["Name"] = "token" });

        Assert.Equal(["/", "/prod/db"], Session.Complete("Get-ScwSnapshotItem -Store $store -Folder "));
        Session.Invoke("Close-ScwStore", new() { ["Store"] = opened });
        Assert.Empty(Session.Complete("Get-ScwSnapshotItem -Store $store -Folder "));
        Assert.Equal(["latest"], Session.Complete("Get-ScwSnapshotItem -Store $store -Snapshot "));
    }

    /// <summary>An empty list keeps PowerShell from offering names of files.</summary>
    [Theory]
    [InlineData("Snapshot")]
    [InlineData("ReferenceSnapshot")]
    [InlineData("DifferenceSnapshot")]
    [InlineData("Folder")]
    [InlineData("Name")]
    [InlineData("Id")]
    [InlineData("Region")]
    [InlineData("Profile")]
    [InlineData("Source")]
    [InlineData("Destination")]
    [InlineData("Type")]
    [InlineData("Version")]
    public void Every_cmdlet_completes_it_and_offers_no_files_where_nothing_is_known(string parameter)
    {
        ParameterMetadata[] parameters = [.. Parameters(parameter)];

        Assert.NotEmpty(parameters);
        Assert.All(parameters, found => Assert.Empty(Completer(found).CompleteArgument("", parameter, "no such word", null!, new Hashtable { ["Store"] = "./no-such-store" })));
    }

    /// <summary>Null lets PowerShell offer names of files.</summary>
    [Theory]
    [InlineData("Store")]
    [InlineData("TargetStore")]
    public void Every_cmdlet_offers_registered_stores_and_else_paths(string parameter)
    {
        using var apps = new AppsFile();
        Session.Script("Register-ScwStore -Name vault -Path /srv/vault");

        foreach (ParameterMetadata found in Parameters(parameter))
        {
            Assert.Equal("vault", Assert.Single(Completer(found).CompleteArgument("", parameter, "v", null!, new Hashtable())).CompletionText);
            Assert.Null(Completer(found).CompleteArgument("", parameter, "./", null!, new Hashtable()));
        }
    }

    private static IArgumentCompleter Completer(ParameterMetadata parameter) => (IArgumentCompleter)Activator.CreateInstance(
        Assert.Single(parameter.Attributes.OfType<ArgumentCompleterAttribute>()).Type, nonPublic: true)!;

    /// <summary>Names of what is registered, tested or made are new, and Close-ScwStore takes handles.</summary>
    private IEnumerable<ParameterMetadata> Parameters(string name) => Session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = "Cmdlet" }).Output
        .Select(command => (CmdletInfo)command.BaseObject)
        .Where(command => name != "Name" || command.Parameters.ContainsKey("Folder"))
        .Where(command => command.Name != "Close-ScwStore" && !(name is "Type" or "Region" && command.Parameters.ContainsKey("Perimeter") && command.Parameters.ContainsKey("ExcludeTag")))
        .Where(command => command.Parameters.ContainsKey(name))
        .Select(command => command.Parameters[name]);

    private (PSObject Store, string[] Ids) BackUp()
    {
        Playground.Add("/prod/db", "password", "one");
        Playground.Add("/", "token", "two");
        PSObject store = Playground.NewPlaintextStore();
        string[] ids = [.. Enumerable.Range(0, 2).Select(_ => (string)Get(Playground.Backup(store), "SnapshotId")!)];
        Session.Script("$null", new() { ["store"] = store });
        return (store, ids);
    }
}
