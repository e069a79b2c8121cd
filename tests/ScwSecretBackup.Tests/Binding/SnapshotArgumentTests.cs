using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Binding;

/// <summary>Every cmdlet that takes a snapshot takes whatever names one, by argument and from the pipeline.</summary>
public sealed class SnapshotArgumentTests : PlaygroundTest
{
    [Fact]
    public void Ids_first_digits_latest_snapshots_results_and_copies_of_them_name_a_snapshot_everywhere()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        PSObject target = Playground.NewPlaintextStore();
        PSObject result = Playground.Backup(store);
        PSObject snapshot = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Single;
        string id = (string)Get(snapshot, "Id")!;
        object[] objects = [snapshot, result, PSSerializer.Deserialize(PSSerializer.Serialize(snapshot)), PSSerializer.Deserialize(PSSerializer.Serialize(result))];
        object[] texts = [id, id[..8], id[..8].ToUpperInvariant(), "latest", "LATEST"];

        foreach ((string command, string parameter, Dictionary<string, object?> parameters) in Commands(store, target, id))
        {
            foreach (object form in objects.Concat(texts))
            {
                AssertWorks($"{command} -{parameter} {form}", Session.Invoke(command, new(parameters) { [parameter] = form }));
            }

            foreach (object form in objects)
            {
                AssertWorks($"{form} | {command}", Session.Invoke(command, parameters, [form]));
            }
        }
    }

    [Fact]
    public void Get_ScwSnapshot_takes_ids_and_what_has_one()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        PSObject result = Playground.Backup(store);
        PSObject snapshot = Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store, ["Id"] = result }).Single;

        Assert.Equal(Get(result, "SnapshotId"), Get(snapshot, "Id"));
        Assert.Equal($"{snapshot}", Get(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store, ["Id"] = new object[] { snapshot } }).Single, "Id"));
    }

    private static void AssertWorks(string what, Invocation invocation)
    {
        Assert.True(invocation.TerminatingError is null && invocation.Errors.Count == 0, $"{what}: {invocation.TerminatingError}{string.Join("; ", invocation.Errors)}");
    }

    private (string Command, string Parameter, Dictionary<string, object?> Parameters)[] Commands(PSObject store, PSObject target, string id) =>
    [
        ("Get-ScwSnapshotItem", "Snapshot", new() { ["Store"] = store }),
        ("Get-ScwSnapshotValue", "Snapshot", new() { ["Store"] = store, ["Name"] = "token" }),
        ("Test-ScwSnapshot", "Snapshot", new() { ["Store"] = store }),
        ("Compare-ScwSnapshot", "DifferenceSnapshot", new() { ["Store"] = store, ["ReferenceSnapshot"] = id }),
        ("Compare-ScwSecret", "Snapshot", Playground.FromSource(("Store", store))),
        ("Copy-ScwSnapshot", "Snapshot", new() { ["Store"] = store, ["TargetStore"] = target, ["WhatIf"] = true }),
        ("Remove-ScwSnapshot", "Snapshot", new() { ["Store"] = store, ["WhatIf"] = true }),
        ("New-ScwRestorePlan", "Snapshot", Playground.Cloud(Playground.TargetProject, Playground.TargetRegion, Playground.Emulator.State.AddKey(["SecretManagerFullAccess"]), ("Store", store))),
        ("Restore-ScwSecret", "Snapshot", Playground.ToTarget(("Store", store), ("WhatIf", true))),
    ];
}
