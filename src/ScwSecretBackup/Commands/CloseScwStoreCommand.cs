using System.Management.Automation;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Closes a store and forgets its key. Closing a store twice is no error.</summary>
[Cmdlet(VerbsCommon.Close, "ScwStore")]
[OutputType(typeof(void))]
public sealed class CloseScwStoreCommand : EngineCommand
{
    /// <summary>Stores that Open-ScwStore or New-ScwStore returned.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public ScwStore[] Store { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (ScwStore store in Store)
        {
            Run("Closing the store", store.Location, _ => store.CloseAsync());
        }
    }
}
