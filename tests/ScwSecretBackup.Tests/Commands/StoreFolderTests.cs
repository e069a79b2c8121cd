using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>Commands that are given the folder of a store instead of a handle open it themselves, which may write to the streams of the command.</summary>
public sealed class StoreFolderTests : PlaygroundTest
{
    // Backup-ScwSecret is not among them: it refuses a store that is not encrypted and should be.
    private static readonly string[] Commands =
    [
        "Compare-ScwSecret @store @source",
        "Compare-ScwSnapshot @store latest",
        "Get-ScwSnapshot @store",
        "Get-ScwSnapshotItem @store",
        "Get-ScwSnapshotValue @store -Name token",
        "Get-ScwStore @store",
        "Invoke-ScwRetention @store -Days 1 -WhatIf",
        "New-ScwRestorePlan @store @target",
        "Optimize-ScwStore @store -WhatIf",
        "Remove-ScwSnapshot @store latest -WhatIf",
        "Restore-ScwSecret @store @target -WhatIf",
        "Test-ScwSnapshot @store",
        "Test-ScwStore @store",
    ];

    [Fact]
    public void A_folder_does_where_a_handle_does()
    {
        Playground.Add("/", "token", "one");
        PSObject handle = Playground.NewPlaintextStore();
        Playground.Backup(handle);
        Dictionary<string, object?> target = Playground.ToTarget();
        target.Remove("Confirm");
        var variables = new Dictionary<string, object?>
        {
            // A passphrase that a store doesn't need is worth a warning: whoever opens the store must be where it may be written.
            ["store"] = new Hashtable { ["Store"] = Get(handle, "Location"), ["Passphrase"] = Playground.Secure("not needed here") },
            ["source"] = new Hashtable(Playground.FromSource()),
            ["target"] = new Hashtable(target),
        };

        Assert.All(Commands, command =>
        {
            Invocation run = Session.Script(command, variables);

            Assert.Null(run.TerminatingError);
            Assert.Empty(run.Errors);
            Assert.Single(run.Of<WarningRecord>("Warning"), warning => warning.Message.Contains("is not encrypted although", StringComparison.Ordinal));
        });
    }
}
