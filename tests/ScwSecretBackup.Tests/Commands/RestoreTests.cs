using System.Management.Automation;
using System.Text;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

public sealed class RestoreTests : PlaygroundTest
{
    [Fact]
    public void Restores_into_another_project_and_region_and_the_second_time_finds_everything_unchanged()
    {
        EmulatedSecret password = Playground.Add("/prod/db", "password", "one", "two", "three");
        password.Tags = ["été", "db"];
        password.Description = "main database";
        Playground.Add("/", "token", "four");
        PSObject store = BackedUp();

        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store)));
        Playground.Emulator.ClearCalls();
        Invocation again = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store)));

        Assert.Empty(restored.Errors);
        Assert.Equal(["Create", "Create"], restored.Output.Select(result => $"{Get(result, "Action")}"));
        EmulatedSecret copy = Assert.Single(Playground.Target, secret => secret.Name == "password");
        Assert.Equal(("/prod/db", "main database"), (copy.Path, copy.Description));
        Assert.Equal(["été", "db"], copy.Tags);
        Assert.Equal(["one", "two", "three"], copy.Versions.Select(version => Encoding.UTF8.GetString(version.Data)));
        Assert.Equal(["Unchanged", "Unchanged"], again.Output.Select(result => $"{Get(result, "Action")}"));
        Assert.Empty(Playground.Writes);
    }

    [Fact]
    public void WhatIf_writes_the_plan_of_the_live_destination_and_nothing_else()
    {
        Playground.Add("/prod", "password", "one", "two");
        PSObject store = BackedUp();
        string folder = (string)Get(store, "Location")!;
        IReadOnlyList<string> before = TemporaryFolder.Fingerprint(folder);
        Playground.Emulator.ClearCalls();

        PSObject item = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("WhatIf", true))).Single;

        Assert.Equal("Create /prod/password", item.ToString());
        Assert.Equal([1, 2], (IEnumerable<int>)Get(item, "Revisions")!);
        Assert.NotEmpty(Playground.Emulator.Calls);
        Assert.Empty(Playground.Writes);
        Assert.Empty(Playground.Target);
        Assert.Equal(before, TemporaryFolder.Fingerprint(folder));
        Assert.Contains("create 1 secret, write 2 versions", Playground.Host.Recording.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_from_the_pipeline_restore_the_secrets_they_belong_to()
    {
        Playground.Add("/prod", "wanted", "one", "two");
        Playground.Add("/dev", "other", "three");
        PSObject store = BackedUp();
        IReadOnlyList<PSObject> items = Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store, ["Folder"] = "/prod*" }).Output;

        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store)), items);

        Assert.Equal(2, items.Count);
        Assert.Equal("/prod/wanted", Get(restored.Single, "Target"));
        Assert.Equal("wanted", Assert.Single(Playground.Target).Name);
    }

    [Fact]
    public void An_empty_pipeline_restores_nothing()
    {
        Playground.Add("/", "token", "one");
        PSObject store = BackedUp();

        Invocation restored = Session.Script(
            "Get-ScwSnapshotItem -Store $store -Name no-such* | Restore-ScwSecret @target", new() { ["store"] = store, ["target"] = new System.Collections.Hashtable(Playground.ToTarget(("Store", store))) });

        Assert.Empty(restored.Errors);
        Assert.Empty(restored.Output);
        Assert.Empty(Playground.Target);
    }

    [Fact]
    public void A_snapshot_from_the_pipeline_or_as_an_argument_is_the_one_restored()
    {
        EmulatedSecret token = Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        PSObject old = Playground.Backup(store);
        Playground.Emulator.State.AddVersion(token, "two"u8.ToArray());
        Playground.Backup(store);
        IReadOnlyList<PSObject> snapshots = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output;
        Assert.Equal(Get(old, "SnapshotId"), Get(snapshots[1], "Id"));

        PSObject planned = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("Snapshot", snapshots[1]), ("WhatIf", true))).Single;
        Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store)), [snapshots[1]]);

        Assert.Equal([1], (IEnumerable<int>)Get(planned, "Revisions")!);
        Assert.Single(Assert.Single(Playground.Target).Versions);
    }

    [Fact]
    public void A_secret_that_differs_is_one_error_with_advice_and_the_rest_is_restored()
    {
        Playground.Add("/prod", "changed", "one");
        Playground.Add("/prod", "fine", "two");
        PSObject store = BackedUp();
        EmulatedSecret live = Playground.Emulator.State.AddSecret(Playground.TargetProject, Playground.TargetRegion, "/prod", "changed");
        Playground.Emulator.State.AddVersion(live, "something else"u8.ToArray());

        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store)));

        ErrorRecord error = Assert.Single(restored.Errors);
        Assert.StartsWith("RestoreConflict,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((ErrorCategory.ResourceExists, "/prod/changed"), (error.CategoryInfo.Category, error.TargetObject));
        Assert.Contains("-ConflictAction", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(Playground.Target, secret => secret.Name == "fine");
        Assert.Single(live.Versions);
    }

    [Theory]
    [InlineData("Skip", 1)]
    [InlineData("NewVersion", 2)]
    public void ConflictAction_decides_what_happens_to_a_secret_that_is_there(string action, int versions)
    {
        Playground.Add("/prod", "changed", "one");
        PSObject store = BackedUp();
        EmulatedSecret live = Playground.Emulator.State.AddSecret(Playground.TargetProject, Playground.TargetRegion, "/prod", "changed");
        Playground.Emulator.State.AddVersion(live, "something else"u8.ToArray());

        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("ConflictAction", action)));

        Assert.Equal(action, $"{Get(restored.Single, "Action")}");
        Assert.Equal(versions, live.Versions.Count);
    }

    [Fact]
    public void Restore_asks_first_and_a_no_writes_nothing()
    {
        Playground.Add("/", "token", "one");
        PSObject store = BackedUp();
        Dictionary<string, object?> parameters = Playground.ToTarget(("Store", store));
        parameters.Remove("Confirm");
        Playground.Host.Recording.Choice = 2;

        Invocation declined = Session.Invoke("Restore-ScwSecret", parameters);

        Assert.Contains("create 1 secret", Assert.Single(Playground.Host.Recording.Choices), StringComparison.Ordinal);
        Assert.Empty(declined.Output);
        Assert.Empty(Playground.Target);
    }

    private PSObject BackedUp()
    {
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        return store;
    }
}
