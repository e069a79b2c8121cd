using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Access;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Scaleway;

namespace ScwSecretBackup.Commands;

/// <summary>Tells which permission sets an API key has of those that backups and restores need. It lists, and reads no value, unless told to.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ScwAccess", DefaultParameterSetName = KeySet)]
[OutputType(typeof(ScwAccessCheck))]
public sealed class TestScwAccessCommand : ScalewayCommand
{
    private const string KeySet = "Key";
    private const string SourceSet = "Source";
    private const string DestinationSet = "Destination";
    private const string Both = "Both";
    private const int WarningDays = 14;

    /// <summary>Registered source: its key is tested for backups.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SourceSet, ValueFromPipeline = true)]
    [AppTransformation(ScwAppReference.Source)]
    [ArgumentCompleter(typeof(RegisteredSourceCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Source { get; set; }

    /// <summary>Registered destination: its key is tested for restores.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DestinationSet, ValueFromPipeline = true)]
    [AppTransformation(ScwAppReference.Destination)]
    [ArgumentCompleter(typeof(RegisteredDestinationCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Destination { get; set; }

    /// <summary>What the key is for: Source (backups), Destination (restores) or Both.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [ValidateSet(SourceSet, DestinationSet, Both, IgnoreCase = true)]
    public string Direction { get; set; } = Both;

    /// <summary>
    /// Also asks for each right on a secret that does not exist: calls that can neither read nor change anything, writing ones among them. What is not
    /// refused then is Likely.
    /// </summary>
    [Parameter]
    public SwitchParameter ProbeMissing { get; set; }

    /// <summary>Reads one value, of the secret in Name, and drops it.</summary>
    [Parameter]
    public SwitchParameter Deep { get; set; }

    /// <summary>Secret that Deep may read, as NAME or /FOLDER/NAME. One that reading would destroy is refused.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override ScwAppReference? App => ParameterSetName switch
    {
        SourceSet => Source,
        DestinationSet => Destination,
        _ => null,
    };

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        if (Deep != (Name is not null))
        {
            Fail(Errors.Create("-Deep reads the value of one secret, which -Name names: give both or none.", ErrorCatalogue.CanaryMissing, Name ?? ""));
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        ScalewaySession session = Scaleway;
        string target = session.App?.Name ?? session.Origin;
        WarnOfExpiry(session, target);
        Run("Testing the access", target, async run =>
        {
            try
            {
                var probe = new AccessProbe(new ReadOnlySecretManager(session.Client), session.Client);
                foreach (AccessCheck check in await probe.RunAsync(ToRequest(session), run.CancellationToken).ConfigureAwait(false))
                {
                    await run.WriteObjectAsync(new ScwAccessCheck(check, session.App?.Name ?? "", session.Settings.ProjectId, session.Settings.Region, session.App?.KeyExpiresAt)).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (session.App is not null && exception is ScalewayException or EngineException)
            {
                // Others may come down the pipeline.
                await run.WriteErrorAsync(Errors.FromItem(exception, target)).ConfigureAwait(false);
            }
        });
    }

    private AccessRequest ToRequest(ScalewaySession session) => new()
    {
        ProjectId = session.Settings.ProjectId,
        Directions = (ParameterSetName == KeySet ? Direction : ParameterSetName).ToUpperInvariant() switch
        {
            "SOURCE" => [AccessDirection.Source],
            "DESTINATION" => [AccessDirection.Destination],
            _ => [AccessDirection.Source, AccessDirection.Destination],
        },
        AsksOnMissingSecret = ProbeMissing,
        Canary = Name,
    };

    private void WarnOfExpiry(ScalewaySession session, string target)
    {
        if (session.App?.KeyExpiresAt is not { } end)
        {
            return;
        }

        int days = (int)Math.Floor((end - TimeProvider.System.GetUtcNow()).TotalDays);
        if (days < 0)
        {
            WriteWarning($"The API key of '{target}' expired on {end:yyyy-MM-dd}, as it is registered.");
        }
        else if (days < WarningDays)
        {
            WriteWarning($"The API key of '{target}' expires on {end:yyyy-MM-dd}, in {days} days, as it is registered. Backups stop then.");
        }
    }
}
