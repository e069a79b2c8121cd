using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Forgets registered sources. Projects, snapshots and keys stay as they are.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "ScwSource", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterScwSourceCommand : EngineCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegisteredSourceCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string name in RegisteredSelection.Select(this, "source", Name, AppRegistry.Read(this).Sources).Select(app => app.Name))
        {
            if (ShouldProcess(name, "Unregister the source"))
            {
                AppRegistry.Update(this, name, before => before with { Sources = before.Sources.Remove(name) });
            }
        }
    }
}
