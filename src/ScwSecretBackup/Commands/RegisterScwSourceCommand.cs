using System.Management.Automation;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Registers a source of backups under a name: project, region, SLA attributes, and where its API key is found.</summary>
[Cmdlet(VerbsLifecycle.Register, "ScwSource", SupportsShouldProcess = true, DefaultParameterSetName = CallerSet)]
[OutputType(typeof(ScwSource))]
public sealed class RegisterScwSourceCommand : RegisterCloudCommand
{
    /// <summary>Stable id of the source in its snapshots, a UUID. Default: one made of region and project.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Dataset { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        CloudApp app = ToApp(Dataset);
        if (Register("source", app, configuration => configuration.Sources, (configuration, sources) => configuration with { Sources = sources }) && PassThru)
        {
            WriteObject(new ScwSource(app));
        }
    }
}
