using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the sources that are registered.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSource")]
[OutputType(typeof(ScwSource))]
public sealed class GetScwSourceCommand : EngineCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegisteredSourceCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing() =>
        WriteObject(RegisteredSelection.Select(this, "source", Name, AppRegistry.Read(this).Sources).Select(app => new ScwSource(app)), enumerateCollection: true);
}
