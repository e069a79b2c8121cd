using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the secrets of a project and region: metadata only, no value is read.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSecret")]
[OutputType(typeof(ScwSecretInfo))]
public sealed class GetScwSecretCommand : ScalewayCommand
{
    /// <summary>Registered source: project, region and API key, where no parameter gives them.</summary>
    [Parameter]
    [AppTransformation(ScwAppReference.Source)]
    [ArgumentCompleter(typeof(RegisteredSourceCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Source { get; set; }

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders; wildcards are allowed, and <c>*</c> matches slashes too.</summary>
    [Parameter]
    [Alias("SecretPath")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Folder { get; set; }

    /// <summary>Only secrets that have all of these tags.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary>Only secrets of this type.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecretTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Type { get; set; }

    /// <summary>Lists secrets that are scheduled for deletion too.</summary>
    [Parameter]
    public SwitchParameter IncludePendingDeletion { get; set; }

    private protected override ScwAppReference? App => Source;

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        ScalewaySession scaleway = Scaleway;
        SecretFilter filter = new(Name, Folder);
        Run("Listing secrets", scaleway.Origin, async run =>
        {
            await ListAsync(run, scaleway, filter, scheduledForDeletion: false).ConfigureAwait(false);
            if (IncludePendingDeletion)
            {
                await ListAsync(run, scaleway, filter, scheduledForDeletion: true).ConfigureAwait(false);
            }
        });
        filter.WriteMisses(this, scaleway.Origin);
    }

    private async Task ListAsync(EngineRun run, ScalewaySession scaleway, SecretFilter filter, bool scheduledForDeletion)
    {
        var request = new ListSecretsRequest
        {
            ProjectId = scaleway.Settings.ProjectId,
            ScheduledForDeletion = scheduledForDeletion,
            Tags = Tag ?? [],
            Type = Type,
        };
        foreach (Secret secret in await scaleway.Client.ListSecretsAsync(request, run.CancellationToken).ConfigureAwait(false))
        {
            if (filter.Matches(secret.Path, secret.Name))
            {
                await run.WriteObjectAsync(new ScwSecretInfo(secret, scaleway.Settings.Region)).ConfigureAwait(false);
            }
        }
    }
}
