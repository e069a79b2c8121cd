using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Forgets registered destinations. Projects, snapshots and keys stay as they are.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "ScwDestination", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterScwDestinationCommand : EngineCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegisteredDestinationCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string name in RegisteredSelection.Select(this, "destination", Name, AppRegistry.Read(this).Destinations).Select(app => app.Name))
        {
            if (ShouldProcess(name, "Unregister the destination"))
            {
                AppRegistry.Update(this, name, before => before with { Destinations = before.Destinations.Remove(name) });
            }
        }
    }
}
