using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures;

/// <summary>What a script can do about an error: one of a single item, and one that ends the command.</summary>
public sealed class ErrorActionTests : PlaygroundTest
{
    // Two names, the first of which is not there.
    private const string OneMissing = "Get-ScwSecret @cloud -Name absent, token";
    private const string NoStore = "Open-ScwStore -Path $missing";

    [Fact]
    public void An_error_of_one_item_lets_the_rest_go_on_and_is_in_ErrorVariable()
    {
        Invocation ran = Run($"$found = {OneMissing} -ErrorVariable problems -ErrorAction SilentlyContinue; $found.Name; $problems[0].FullyQualifiedErrorId; $problems.Count");

        Assert.Equal(["token", "SecretNotFound,ScwSecretBackup.Commands.GetScwSecretCommand", "1"], ran.Output.Select(line => $"{line}"));
        Assert.Empty(ran.Errors);
    }

    [Fact]
    public void Ignore_leaves_no_trace_of_an_error_of_one_item()
    {
        Invocation ran = Run($"$Error.Clear(); ({OneMissing} -ErrorAction Ignore).Name; $Error.Count");

        Assert.Equal(["token", "0"], ran.Output.Select(line => $"{line}"));
        Assert.Empty(ran.Errors);
    }

    [Fact]
    public void Stop_makes_an_error_of_one_item_one_that_a_script_catches_by_its_id()
    {
        Invocation ran = Run($"try {{ {OneMissing} -ErrorAction Stop | Out-Null }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0]; $_.CategoryInfo.Category; $_.TargetObject }}");

        Assert.Equal(["SecretNotFound", "ObjectNotFound", "absent"], ran.Output.Select(line => $"{line}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ErrorAction SilentlyContinue")]
    [InlineData("-ErrorAction Stop")]
    public void An_error_that_ends_the_command_is_caught_whatever_ErrorAction_says(string action)
    {
        Invocation ran = Run($"try {{ {NoStore} {action}; 'went on' }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0]; $_.ErrorDetails.RecommendedAction }}");

        Assert.Equal("StoreNotFound", $"{ran.Output[0]}");
        Assert.Contains("New-ScwStore", $"{ran.Output[1]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_catch_the_script_goes_on_after_an_error_that_ended_a_command()
    {
        Invocation ran = Run($"{NoStore}; 'went on'");

        Assert.Equal("went on", $"{Assert.Single(ran.Output)}");
        Assert.StartsWith("StoreNotFound,", Assert.Single(ran.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Remove-ScwSnapshot -Store $folder -Snapshot latest")]
    [InlineData("Optimize-ScwStore -Store $folder")]
    [InlineData("Restore-ScwSecret -Store $folder @target")]
    [InlineData("Backup-ScwSecret -Store $folder @cloud -Confirm")]
    public void A_confirmation_that_nobody_can_give_is_an_error_and_nothing_happens(string command)
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        using var unattended = PowerShellHost.WithModule();
        Hashtable target = new(Playground.ToTarget());
        target.Remove("Confirm");
        int writes = Playground.Writes.Count();

        Invocation ran = unattended.Script(command, new() { ["folder"] = Get(store, "Location"), ["cloud"] = new Hashtable(Playground.FromSource()), ["target"] = target });

        Assert.StartsWith("ConfirmationRequired,", (ran.TerminatingError ?? Assert.Single(ran.Errors)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(writes, Playground.Writes.Count());
        Assert.Single(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output);
    }

    private Invocation Run(string script)
    {
        Playground.Add("/", "token", "one");
        return Session.Script(script, new() { ["cloud"] = new Hashtable(Playground.FromSource()), ["missing"] = Playground.Folder.Fresh() });
    }
}
