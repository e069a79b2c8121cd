using System.ComponentModel;
using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that work on snapshots, which know the store they come from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SnapshotCommand : StoreCommand
{
    private protected SnapshotCommand()
    {
    }

    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone. Default: the store that the objects in the pipeline come from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public override ScwStoreReference Store { get; set; } = null!;
}
