using System.Management.Automation;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class ListingTests : PlaygroundTest
{
    [Fact]
    public void Secrets_are_filtered_by_name_folder_tag_and_type()
    {
        Playground.Add("/prod", "password", "one").Tags = ["critical", "db"];
        Playground.Add("/prod/web", "Password", "two").Tags = ["critical"];
        EmulatedSecret note = Playground.Emulator.State.AddSecret(Playground.SourceProject, Playground.SourceRegion, "/", "note", secret => secret.Type = "key_value");
        note.Tags = ["db"];

        Assert.Equal(["/prod/password", "/prod/web/Password"], Names(("Name", "pass*")));
        Assert.Equal(["/prod/password", "/prod/web/Password"], Names(("Folder", "/prod*")));
        Assert.Equal(["/prod/password"], Names(("Folder", "prod/")));
        Assert.Equal(["/prod/password"], Names(("Tag", Tags("critical", "db"))));
        Assert.Equal(["/note"], Names(("Type", "key_value")));
        Assert.Equal(["/note"], Names(("Type", "Key_Value")));
        Assert.Equal(3, Names().Count);
        Assert.Empty(Playground.ValueReads);
    }

    [Fact]
    public void Secrets_whose_deletion_is_pending_are_listed_on_request()
    {
        Playground.Add("/", "live", "one");
        Playground.Add("/", "going", "two").DeletionRequestedAt = DateTimeOffset.UtcNow;

        Assert.Equal(["/live"], Names());
        Assert.Equal(["/live", "/going"], Names(("IncludePendingDeletion", true)));
    }

    [Fact]
    public void Snapshots_are_listed_newest_first_and_found_by_prefix()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        string[] ids = [.. Enumerable.Range(0, 3).Select(_ => (string)Get(Playground.Backup(store), "SnapshotId")!)];

        Assert.Equal(ids.Reverse(), Ids(store));
        Assert.Equal([ids[2]], Ids(store, ("Latest", true)));
        Assert.Equal([ids[0]], Ids(store, ("Id", ids[0][..12].ToUpperInvariant())));
        Assert.Equal(ids[2], $"{Session.Invoke("Get-ScwRestorePoint", new() { ["Store"] = store, ["Latest"] = true }).Single}");
    }

    [Fact]
    public void Snapshots_are_filtered_by_what_they_say_of_themselves()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        string[] ids = [.. Enumerable.Range(1, 3).Select(i => (string)Get(
            Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Label", $"label{i % 2}"), ("Environment", $"environment{i}"))).Single, "SnapshotId")!)];

        Assert.Equal([ids[2], ids[0]], Ids(store, ("Label", "label1")));
        Assert.Equal([ids[2]], Ids(store, ("Tag", "label1"), ("Latest", true)));
        Assert.Equal([ids[1]], Ids(store, ("Environment", "environment2")));
        Assert.Empty(Ids(store, ("Id", ids[1]), ("Label", "label1")));
        Assert.Empty(Ids(store, ("Before", "1d")));
    }

    [Fact]
    public void An_unknown_prefix_is_an_error_and_the_others_are_listed()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        string id = (string)Get(Playground.Backup(store), "SnapshotId")!;
        string[] prefixes = ["zz", id[..8]];

        Invocation found = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store, ["Id"] = prefixes });

        Assert.Equal(id, $"{Assert.Single(found.Output)}");
        ErrorRecord error = Assert.Single(found.Errors);
        Assert.StartsWith("SnapshotNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("zz", error.TargetObject);
    }

    [Fact]
    public void Items_of_a_snapshot_are_versions_and_a_secret_without_any_is_one_item()
    {
        Playground.Add("/prod", "password", "one", "three").Versions[0].Status = "disabled";
        Playground.Emulator.State.AddSecret(Playground.SourceProject, Playground.SourceRegion, "/", "empty");
        PSObject store = Playground.NewPlaintextStore();
        PSObject result = Playground.Backup(store);

        Invocation items = Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store }, [result]);

        Assert.Empty(items.Errors);
        Assert.Equal(
            ["/empty@0 MetadataOnly ", "/prod/password@1 MetadataOnly ", "/prod/password@2 Captured 5"],
            items.Output.Select(item => $"{item} {Get(item, "Captured")} {Get(item, "Size")}").Order(StringComparer.Ordinal));
        Assert.All(items.Output, item => Assert.Equal(Get(result, "SnapshotId"), Get(item, "Snapshot")));
    }

    [Fact]
    public void Items_are_filtered_like_secrets_and_by_version()
    {
        Playground.Add("/prod", "password", "one", "two").Versions[1].Status = "disabled";
        Playground.Add("/prod/web", "token", "three", "four");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);

        Assert.Equal(["/prod/password@2", "/prod/web/token@2"], Items(store, "-Version Latest"));
        Assert.Equal(["/prod/password@1", "/prod/web/token@2"], Items(store, "-Version LatestEnabled"));
        Assert.Equal(["/prod/web/token@1", "/prod/web/token@2"], Items(store, "-Version 1,2 -Exclude */pass*"));
        Assert.Equal(["/prod/password@2"], Items(store, "-Version 2 -Folder /prod"));
        Assert.Equal(["/prod/password@2", "/prod/web/token@2"], Items(store, "-Version '2' -Folder /prod -Recurse"));
        ErrorRecord error = Assert.Single(Session.Script("Get-ScwSnapshotItem -Store $store -Version oldest", new() { ["store"] = store }).Errors);
        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("LatestEnabled", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_is_not_valid_and_a_literal_that_matches_nothing_are_named()
    {
        Playground.Add("/prod", "password", "one");

        Invocation invalid = Session.Invoke("Get-ScwSecret", Playground.FromSource(("Name", "[a")));
        Invocation missed = Session.Invoke("Get-ScwSecret", Playground.FromSource(("Include", "/prod/pasword"), ("Folder", "/none*")));

        Assert.StartsWith("InvalidPattern,", invalid.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        ErrorRecord error = Assert.Single(missed.Errors);
        Assert.StartsWith("SecretNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("/prod/pasword", error.TargetObject);
    }

    private string[] Items(PSObject store, string parameters) =>
        [.. Session.Script($"Get-ScwSnapshotItem -Store $store {parameters}", new() { ["store"] = store }).Output.Select(item => $"{item}")];

    private static string[] Tags(params string[] tags) => tags;

    private IReadOnlyList<string> Names(params (string Name, object? Value)[] filter)
    {
        Invocation listed = Session.Invoke("Get-ScwSecret", Playground.FromSource(filter));
        Assert.Empty(listed.Errors);
        return [.. listed.Output.Select(secret => $"{secret}")];
    }

    private IReadOnlyList<string> Ids(PSObject store, params (string Name, object? Value)[] filter)
    {
        Dictionary<string, object?> parameters = filter.ToDictionary(pair => pair.Name, pair => pair.Value);
        parameters["Store"] = store;
        return [.. Session.Invoke("Get-ScwSnapshot", parameters).Output.Select(snapshot => (string)Get(snapshot, "Id")!)];
    }
}
