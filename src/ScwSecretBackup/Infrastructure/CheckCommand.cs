using System.ComponentModel;
using System.Management.Automation;
using ScwSecretBackup.Engine.Checking;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that check.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CheckCommand : StoreCommand
{
    private protected CheckCommand()
    {
    }

    /// <summary>Checks the structure alone: whether everything is there and fits together, without reading the content of files.</summary>
    [Parameter]
    public SwitchParameter Fast { get; set; }

    /// <summary>Returns only whether there was no error, instead of the findings.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Runs a check and writes what it finds as it is found.</summary>
    internal void Check(StoreSession session, CheckRequest request, string target)
    {
        var runner = new CheckRunner(session.Store, TimeProvider.System);
        bool passed = Run("Checking", target, async run =>
        {
            CheckSummary? summary = null;
            await foreach (CheckFinding finding in runner.RunAsync(request, run.Progress, run.CancellationToken).ConfigureAwait(false))
            {
                summary = finding.Summary ?? summary;
                if (!Quiet)
                {
                    await run.WriteObjectAsync(new ScwCheckFinding(finding, session.Location)).ConfigureAwait(false);
                }
            }

            return summary is { Errors: 0 };
        });
        if (Quiet)
        {
            WriteObject(passed);
        }
    }

    /// <summary>Writes the findings of a check that failed before it began.</summary>
    internal void Report(IReadOnlyList<CheckFinding> findings, string location)
    {
        if (Quiet)
        {
            WriteObject(false);
            return;
        }

        foreach (CheckFinding finding in findings)
        {
            WriteObject(new ScwCheckFinding(finding, location));
        }
    }
}
