using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the destinations that are registered.</summary>
[Cmdlet(VerbsCommon.Get, "ScwDestination")]
[OutputType(typeof(ScwDestination))]
public sealed class GetScwDestinationCommand : EngineCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegisteredDestinationCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing() =>
        WriteObject(RegisteredSelection.Select(this, "destination", Name, AppRegistry.Read(this).Destinations).Select(app => new ScwDestination(app)), enumerateCollection: true);
}
