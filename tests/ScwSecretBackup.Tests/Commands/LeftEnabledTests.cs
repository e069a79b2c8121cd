using System.Management.Automation;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Commands;

/// <summary>A version that one backup enabled and could not disable again, as the next backup finds it.</summary>
public sealed class LeftEnabledTests : PlaygroundTest
{
    [Fact]
    public void The_next_backup_disables_the_version_before_it_plans_and_says_so()
    {
        EmulatedSecret secret = LeaveEnabled(out PSObject store);

        Invocation next = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store)));

        Assert.Equal("Complete", $"{Get(next.Single, "Status")}");
        Assert.Equal(1, Get(next.Single, "CarriedForward"));
        Assert.Equal("disabled", secret.Versions[0].Status);
        string warning = Assert.Single(next.Of<WarningRecord>("Warning")).Message;
        Assert.Contains("/prod/key revision 1", warning, StringComparison.Ordinal);
        Assert.Contains("disabled again", warning, StringComparison.Ordinal);
        Assert.Empty(Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store))).Of<WarningRecord>("Warning"));
    }

    [Fact]
    public void WhatIf_says_what_it_would_disable_and_touches_neither_the_version_nor_the_note()
    {
        EmulatedSecret secret = LeaveEnabled(out PSObject store);
        int writes = Playground.Writes.Count();

        Invocation whatIf = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("WhatIf", true)));

        Assert.Null(whatIf.TerminatingError);
        Assert.Equal((writes, "enabled"), (Playground.Writes.Count(), secret.Versions[0].Status));
        Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store)));
        Assert.Equal("disabled", secret.Versions[0].Status);
    }

    [Fact]
    public void A_key_that_may_not_disable_it_backs_up_and_reports_it_every_time()
    {
        EmulatedSecret secret = LeaveEnabled(out PSObject store);
        string weak = Playground.Emulator.State.AddKey(["SecretManagerReadOnly", "SecretManagerSecretAccess"]);

        for (int run = 0; run < 2; run++)
        {
            Invocation next = Session.Invoke("Backup-ScwSecret", Playground.Cloud(Playground.SourceProject, Playground.SourceRegion, weak, ("Store", store)));

            Assert.StartsWith("VersionLeftEnabled,", Assert.Single(next.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(("Partial", 1), ($"{Get(Assert.Single(next.Output), "Status")}", (int)Get(next.Output[0], "ExitCode")!));
            Assert.Equal("enabled", secret.Versions[0].Status);
        }

        Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store)));
        Assert.Equal("disabled", secret.Versions[0].Status);
    }

    /// <summary>A backup that enables a version and then may not disable it, because the secret is locked for as long as that.</summary>
    private EmulatedSecret LeaveEnabled(out PSObject store)
    {
        EmulatedSecret secret = Playground.Add("/prod", "key", "value");
        secret.Versions[0].Status = "disabled";
        store = Playground.NewPlaintextStore();
        Playground.Emulator.Faults.Script = (operation, _) =>
        {
            secret.Status = operation == "DisableVersion" ? "locked" : secret.Status;
            return null;
        };
        Invocation first = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("DisabledVersion", "TemporarilyEnable"), ("Force", true)));
        Assert.StartsWith("VersionLeftEnabled,", Assert.Single(first.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("enabled", secret.Versions[0].Status);
        Playground.Emulator.Faults.Script = null;
        secret.Status = "ready";
        return secret;
    }
}
