using System.Collections;
using System.Management.Automation;
using System.Text;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>Plans: made, shown, saved, edited, run later.</summary>
public sealed class RestorePlanTests : PlaygroundTest
{
    // Export-Clixml and ConvertTo-Json are not in the engine that is hosted here; they are these serializers.
    public static TheoryData<string> Ways { get; } =
    [
        "$plan",
        "([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($plan)))",
        "(& { [IO.File]::WriteAllText($file, $plan.ToJson()); $file })",
        "(& { [IO.File]::WriteAllText($file, [Text.Json.JsonSerializer]::Serialize($plan, $plan.GetType())); $file })",
        "(& { [IO.File]::WriteAllText($file, [Management.Automation.PSSerializer]::Serialize($plan)); $file })",
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_plan_runs_however_it_was_kept_and_again_changes_nothing(string way)
    {
        Playground.Add("/prod", "password", "one", "two").Tags = ["db"];
        Prepare(out PSObject store);

        Invocation first = Run($"$plan = New-ScwRestorePlan @target -FolderMap @{{ '/prod' = '/staging' }} -TagAdd seeded; Restore-ScwSecret @target -Confirm:$false -Plan {way}", store);
        Playground.Emulator.ClearCalls();
        Invocation again = Run($"Restore-ScwSecret @target -Confirm:$false -Plan {way}", store);

        Assert.Equal("Create", $"{Get(first.Single, "Action")}");
        EmulatedSecret copy = Assert.Single(Playground.Target);
        Assert.Equal(("/staging", 2), (copy.Path, copy.Versions.Count));
        Assert.Equal(["db", "seeded"], copy.Tags);
        Assert.Equal("Unchanged", $"{Get(again.Single, "Action")}");
        Assert.Empty(Playground.Writes);
    }

    [Fact]
    public void A_plan_shows_what_it_would_do_and_writes_nothing()
    {
        Playground.Add("/prod", "password", "MARKED-VALUE-77", "two");
        Prepare(out PSObject store);
        Playground.Emulator.ClearCalls();

        Invocation made = Run("New-ScwRestorePlan @target -Name pass*", store);
        string json = (string)Run("$plan = New-ScwRestorePlan @target; $plan.ToJson()", store).Single.BaseObject;

        PSObject plan = made.Single;
        Assert.Equal((1, 0, 2), ((int)Get(plan, "Creates")!, (int)Get(plan, "Problems")!, (int)Get(plan, "VersionsToWrite")!));
        Assert.Empty(Playground.Writes);
        Assert.DoesNotContain("MARKED-VALUE-77", json, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("MARKED-VALUE-77"u8), json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[void]$state.AddVersion($live, [byte[]](9))", "changed since")]
    [InlineData("$live.Description = 'changed'", "changed since")]
    [InlineData("$state.AddSecret('11111111-2222-4333-8444-555555555502', 'nl-ams', '/prod', 'fresh').Description = 'theirs'", "now it would be")]
    public void A_plan_that_no_longer_fits_ends_the_command_and_writes_nothing(string change, string said)
    {
        Playground.Add("/prod", "password", "one", "two");
        Playground.Add("/prod", "fresh", "three");
        Prepare(out PSObject store);
        EmulatedSecret live = Playground.Emulator.State.AddSecret(Playground.TargetProject, Playground.TargetRegion, "/prod", "password");
        Playground.Emulator.State.AddVersion(live, "one"u8.ToArray());
        Run("$plan = New-ScwRestorePlan @target -ConflictAction NewVersion", store);
        Session.Script(change, new() { ["live"] = live, ["state"] = Playground.Emulator.State });
        Playground.Emulator.ClearCalls();

        Invocation stale = Run("Restore-ScwSecret @target -Confirm:$false -Plan $plan", store);

        Assert.StartsWith("RestorePlanStale", FailureOf(stale).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(said, FailureOf(stale).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Playground.Writes);
    }

    [Fact]
    public void An_edited_plan_does_less_and_never_more()
    {
        Playground.Add("/prod", "kept", "one");
        Playground.Add("/prod", "removed", "two");
        Playground.Add("/prod", "skipped", "three");
        Prepare(out PSObject store);
        Run("$saved = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((New-ScwRestorePlan @target)))", store);

        Invocation narrowed = Run(
            "$saved.Actions = @($saved.Actions | Where-Object Name -ne removed); ($saved.Actions | Where-Object Name -eq skipped).Action = 'Skip'; Restore-ScwSecret @target -Confirm:$false -Plan $saved", store);
        Invocation widened = Run("$saved.Actions[0].Action = 'NewVersion'; Restore-ScwSecret @target -Confirm:$false -Plan $saved", store);
        Invocation moved = Run("$saved.Actions[0].Action = 'Create'; $saved.Actions[0].Folder = '/elsewhere'; Restore-ScwSecret @target -Confirm:$false -Plan $saved", store);

        Assert.Equal(["Create kept", "Skip skipped"], narrowed.Output.Select(result => $"{Get(result, "Action")} {Get(result, "Name")}").Order());
        Assert.Equal("kept", Assert.Single(Playground.Target).Name);
        Assert.StartsWith("RestorePlanStale", FailureOf(moved).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Playground.Target);
        Assert.All(widened.Output, result => Assert.True($"{Get(result, "Action")}" is "Unchanged" or "Skip"));
    }

    [Theory]
    [InlineData("'no such file'", "ParameterArgumentTransformationError")]
    [InlineData("([pscustomobject]@{ Actions = @(); Format = 'other' })", "RestorePlanInvalid")]
    [InlineData("42", "ParameterArgumentTransformationError")]
    public void What_is_no_plan_is_refused(string plan, string id)
    {
        Playground.Add("/", "token", "one");
        Prepare(out PSObject store);

        Invocation refused = Run($"Restore-ScwSecret @target -Confirm:$false -Plan {plan}", store);

        Assert.Contains(id, FailureOf(refused).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Playground.Target);
    }

    [Fact]
    public void A_plan_for_another_store_names_both_stores()
    {
        Playground.Add("/", "token", "one");
        Prepare(out PSObject store);
        PSObject other = Playground.NewPlaintextStore();
        Run("$plan = New-ScwRestorePlan @target", store);

        ErrorRecord error = FailureOf(Run("Restore-ScwSecret @target -Confirm:$false -Plan $plan", other));

        Assert.StartsWith("RestorePlanStale", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"{Get(store, "Id")}", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{Get(other, "Id")}", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Playground.Target);
    }

    [Fact]
    public void A_plan_for_another_destination_is_refused()
    {
        Playground.Add("/", "token", "one");
        Prepare(out PSObject store);
        Run("$plan = New-ScwRestorePlan @target", store);

        Invocation refused = Run("$target.ProjectId = '11111111-2222-4333-8444-555555555599'; Restore-ScwSecret @target -Confirm:$false -Plan $plan", store);

        Assert.StartsWith("RestorePlanStale", FailureOf(refused).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Restore-ScwSecret @key -Confirm:$false -Plan $plan")]
    [InlineData("$plan | Restore-ScwSecret @key -Confirm:$false")]
    [InlineData("Restore-ScwSecret @key -Region nl-ams -Confirm:$false -Plan $plan")]
    public void A_plan_goes_where_it_was_made_for(string run)
    {
        Playground.Add("/", "token", "one");
        Prepare(out PSObject store);

        Invocation restored = Run($"$plan = New-ScwRestorePlan @target; $key = $target.Clone(); $key.Remove('ProjectId'); $key.Remove('Region'); {run}", store);

        Assert.Equal("Create", $"{Get(restored.Single, "Action")}");
        Assert.Single(Playground.Target);
    }

    [Fact]
    public void A_piped_version_comes_back_as_the_newest_once()
    {
        EmulatedSecret secret = Playground.Add("/prod", "password", "one", "good");
        Prepare(out PSObject store);
        Playground.Emulator.State.AddVersion(secret, "bad"u8.ToArray());
        var source = new Hashtable(Playground.FromSource(("Store", store), ("Confirm", false)));
        const string Script = "Get-ScwSnapshotItem -Store $store -Name password | Where-Object Revision -eq 2 | Restore-ScwSecret @source -ConflictAction NewVersion";

        Invocation first = Session.Script(Script, new() { ["store"] = store, ["source"] = source });
        Invocation second = Session.Script(Script);

        Assert.Equal(4, ((IReadOnlyDictionary<int, int>)Get(first.Single, "RevisionMap")!)[2]);
        Assert.Equal("Unchanged", $"{Get(second.Single, "Action")}");
        Assert.Equal(["one", "good", "bad", "good"], secret.Versions.Select(version => Encoding.UTF8.GetString(version.Data)));
    }

    [Fact]
    public void Snapshots_selections_and_versions_bind()
    {
        Playground.Add("/prod/db", "password", "one", "two");
        Playground.Add("/prod", "token", "three");
        Playground.Add("/dev", "token", "four");
        Prepare(out PSObject store);

        Invocation run = Run("Get-ScwSnapshot -Store $store | Restore-ScwSecret @target -Confirm:$false -Folder /prod -Recurse -Exclude */token -Version Latest -Verify Crc", store);
        Invocation miss = Run("Restore-ScwSecret @target -Confirm:$false -Name no-such", store);

        Assert.Equal("/prod/db/password", Get(run.Single, "Target"));
        Assert.Equal("two", Encoding.UTF8.GetString(Assert.Single(Assert.Single(Playground.Target).Versions).Data));
        Assert.Equal((0, "Complete"), ((int)Get(run.Single, "ExitCode")!, $"{Get(run.Single, "Status")}"));
        Assert.StartsWith("SecretNotFound", Assert.Single(miss.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    /// <summary>A terminating error ends its statement, not the script: it shows in the error stream.</summary>
    private static ErrorRecord FailureOf(Invocation invocation) => invocation.TerminatingError ?? Assert.Single(invocation.Errors);

    private void Prepare(out PSObject store)
    {
        store = Playground.NewPlaintextStore();
        Playground.Backup(store);
    }

    private Invocation Run(string script, PSObject store)
    {
        Dictionary<string, object?> target = Playground.ToTarget(("Store", store));
        target.Remove("Confirm");
        return Session.Script(script, new() { ["target"] = new Hashtable(target), ["store"] = store, ["file"] = Path.Combine(Playground.Folder.Path, "plan.txt") });
    }
}
