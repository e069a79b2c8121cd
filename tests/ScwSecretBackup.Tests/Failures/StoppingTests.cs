using System.Collections;
using System.Management.Automation;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures;

/// <summary>Ctrl-C, and downstream commands that want no more.</summary>
public sealed class StoppingTests : PlaygroundTest
{
    [Fact]
    public async Task Ctrl_C_while_a_value_is_read_leaves_the_store_without_a_snapshot()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Playground.Emulator.Faults.Script = (operation, _) =>
        {
            if (operation != "AccessVersion")
            {
                return null;
            }

            reading.TrySetResult();
            return FaultKind.Hang;
        };
        using PowerShell shell = Session.Create();
        shell.AddCommand("Backup-ScwSecret").AddParameters(Playground.FromSource(("Store", store)));

        IAsyncResult running = shell.BeginInvoke();
        await reading.Task.WaitAsync(TestContext.Current.CancellationToken);
        shell.Stop();

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(Session.Invoke("Get-ScwSnapshot", new() { ["Store"] = store }).Output);
    }

    [Fact]
    public async Task Ctrl_C_while_the_key_is_derived_does_not_wait_for_it()
    {
        string path = Playground.Folder.Fresh();
        var deriving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PowerShell shell = Session.Create();
        shell.AddCommand("New-ScwStore").AddParameters(new Dictionary<string, object?> { ["Path"] = path, ["Passphrase"] = Playground.Secure("passphrase"), ["Verbose"] = true });
        shell.Streams.Verbose.DataAdded += (_, added) =>
        {
            if (shell.Streams.Verbose[added.Index].Message.StartsWith("Deriving", StringComparison.Ordinal))
            {
                deriving.TrySetResult();
            }
        };

        IAsyncResult running = shell.BeginInvoke();
        await deriving.Task.WaitAsync(TestContext.Current.CancellationToken);
        shell.Stop();

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.False(File.Exists(Path.Combine(path, "CONFIG")));
    }

    [Fact]
    public void A_downstream_command_that_stops_early_ends_the_work()
    {
        foreach (int i in Enumerable.Range(0, 20))
        {
            Playground.Add("/", $"secret-{i:00}", "value");
        }

        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        Playground.Emulator.Faults.Latency = TimeSpan.FromMilliseconds(50);
        var target = new Hashtable(Playground.ToTarget(("Store", store), ("ThrottleLimit", 1)));

        // break leaves the pipeline with an exception out of WriteObject, as Select-Object -First does.
        Invocation stopped = Session.Script("do { Restore-ScwSecret @target | ForEach-Object { $_; break } } while ($false)", new() { ["target"] = target });
        int restored = Playground.Target.Count;
        Playground.Emulator.Faults.Latency = TimeSpan.Zero;
        Invocation afterwards = Session.Invoke("Get-ScwSnapshotItem", new() { ["Store"] = store });

        Assert.Single(stopped.Output);
        Assert.Empty(stopped.Errors);
        Assert.InRange(restored, 1, 19);
        Assert.Equal(20, afterwards.Output.Count);
        Assert.Equal(restored, Playground.Target.Count);
    }

    [Fact]
    public void ErrorAction_Stop_ends_a_restore_at_its_first_error()
    {
        Playground.Add("/", "a", "one");
        Playground.Add("/", "b", "two");
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        Playground.Emulator.State.SecretQuota = 2;

        Invocation restored = Session.Invoke("Restore-ScwSecret", Playground.ToTarget(("Store", store), ("ErrorAction", "Stop"), ("ThrottleLimit", 1)));

        Assert.StartsWith("QuotaExceeded,", restored.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(restored.Output);
    }
}
