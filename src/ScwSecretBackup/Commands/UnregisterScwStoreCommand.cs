using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Forgets registered stores. The stores themselves stay as they are.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "ScwStore", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterScwStoreCommand : EngineCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegisteredStoreCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string name in RegisteredSelection.Select(this, "store", Name, AppRegistry.Read(this).Stores).Select(app => app.Name))
        {
            if (ShouldProcess(name, "Unregister the store"))
            {
                AppRegistry.Update(this, name, before => before with { Stores = before.Stores.Remove(name) });
            }
        }
    }
}
