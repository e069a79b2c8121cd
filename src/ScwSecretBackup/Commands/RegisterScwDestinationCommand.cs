using System.Management.Automation;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Registers a destination of restores under a name: project, region, SLA attributes, and where its API key is found.</summary>
[Cmdlet(VerbsLifecycle.Register, "ScwDestination", SupportsShouldProcess = true, DefaultParameterSetName = CallerSet)]
[OutputType(typeof(ScwDestination))]
public sealed class RegisterScwDestinationCommand : RegisterCloudCommand
{
    /// <inheritdoc />
    protected override void EndProcessing()
    {
        CloudApp app = ToApp(dataset: null);
        if (Register("destination", app, configuration => configuration.Destinations, (configuration, destinations) => configuration with { Destinations = destinations }) && PassThru)
        {
            WriteObject(new ScwDestination(app));
        }
    }
}
