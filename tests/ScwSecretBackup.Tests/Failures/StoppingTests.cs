using System.Collections;
using System.Diagnostics;
using System.Globalization;
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
    public async Task Ctrl_C_while_a_listing_hangs_ends_the_command()
    {
        var listing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Playground.Emulator.Faults.Script = (_, _) =>
        {
            listing.TrySetResult();
            return FaultKind.Hang;
        };

        await StopsAsync("Get-ScwSecret", Playground.FromSource(), listing.Task);
    }

    [Fact]
    public async Task Ctrl_C_between_the_tries_of_a_call_which_are_told_ends_the_command()
    {
        var retrying = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Playground.Emulator.Faults.Script = (_, number) =>
        {
            if (number > 2)
            {
                retrying.TrySetResult();
            }

            return FaultKind.ServiceUnavailable;
        };

        string[] told = await StopsAsync("Get-ScwSecret", Playground.FromSource(("Verbose", true)), retrying.Task);

        Assert.Contains(told, line => line.StartsWith("Retry 1 of GET /secrets after ", StringComparison.Ordinal) && line.Contains("HTTP 503", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_while_an_S3_service_does_not_answer_ends_the_command()
    {
        using var silent = new SilentEndpoint();
        var key = new PSCredential("key", Playground.Secure("secret"));

        await StopsAsync("Open-ScwStore", new() { ["Path"] = $"s3://127.0.0.1:{silent.Port}/bucket/store", ["S3Credential"] = key }, silent.Reached);
    }

    [Fact]
    public async Task Ctrl_C_while_a_passphrase_command_runs_ends_it_with_the_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command line is one of a POSIX shell.");
        string path = Playground.Folder.Fresh();
        string started = Playground.Folder.Fresh();
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(started)!, Path.GetFileName(started)) { EnableRaisingEvents = true };
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => running.TrySetResult();
        watcher.Renamed += (_, _) => running.TrySetResult();

        await StopsAsync("New-ScwStore", new() { ["Path"] = path, ["PassphraseCommand"] = $"echo $$ > '{started}.new'; mv '{started}.new' '{started}'; exec sleep 600" }, running.Task);

        using Process? left = Find(int.Parse(File.ReadAllText(started), CultureInfo.InvariantCulture));
        await (left?.WaitForExitAsync(TestContext.Current.CancellationToken) ?? Task.CompletedTask);
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void One_handle_serves_several_runspaces_at_once()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();
        object? id = Get(Playground.Backup(store), "SnapshotId");

        Invocation parallel = Session.Script(
            "1..4 | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module $using:manifest; (Get-ScwSnapshot -Store $using:store).Id }",
            new() { ["manifest"] = BuiltModule.Manifest, ["store"] = store });

        Assert.Empty(parallel.Errors);
        Assert.Equal(Enumerable.Repeat($"{id}", 4), parallel.Output.Select(line => $"{line}"));
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

    /// <summary>Runs a command, stops it when it has come to a point, waits until it has ended, and returns its verbose lines. That the session takes another command proves that nothing holds it.</summary>
    private async Task<string[]> StopsAsync(string command, Dictionary<string, object?> parameters, Task reached)
    {
        using PowerShell shell = Session.Create();
        shell.AddCommand(command).AddParameters(parameters);

        IAsyncResult running = shell.BeginInvoke();
        await reached.WaitAsync(TestContext.Current.CancellationToken);
        shell.Stop();

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
        Assert.Equal(4, Session.Script("2 + 2").Single.BaseObject);
        return [.. shell.Streams.Verbose.Select(record => record.Message)];
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
