using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the secrets of a project and region: metadata only, no value is read.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSecret")]
[OutputType(typeof(ScwSecretInfo))]
public sealed class GetScwSecretCommand : ScalewayCommand, ISelectionParameters
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
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders; wildcards are allowed, and <c>*</c> matches slashes too: <c>/prod/*</c> is everything below <c>/prod</c>.</summary>
    [Parameter]
    [Alias("SecretPath")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretFolderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Folder { get; set; }

    /// <summary>Takes the folders below each Folder too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Only secrets that have all of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecretTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary>Only secrets of these types.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecretTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Type { get; set; }

    /// <summary>Only secrets whose folder and name, such as <c>/prod/db/password</c>, match one of these; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Include { get; set; }

    /// <summary>No secrets whose folder and name match one of these; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Exclude { get; set; }

    /// <summary>Lists secrets that are scheduled for deletion too.</summary>
    [Parameter]
    public SwitchParameter IncludePendingDeletion { get; set; }

    private protected override ScwAppReference? App => Source;

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        ScalewaySession scaleway = Scaleway;
        var matcher = new SelectionMatcher(SelectionBinding.Bind(this));
        Run("Listing secrets", scaleway.Origin, async run =>
        {
            await ListAsync(run, scaleway, matcher, scheduledForDeletion: false).ConfigureAwait(false);
            if (IncludePendingDeletion)
            {
                await ListAsync(run, scaleway, matcher, scheduledForDeletion: true).ConfigureAwait(false);
            }
        });
        foreach (SelectionMiss miss in matcher.Misses)
        {
            WriteError(SelectionBinding.ToRecord(miss, scaleway.Origin));
        }
    }

    private async Task ListAsync(EngineRun run, ScalewaySession scaleway, SelectionMatcher matcher, bool scheduledForDeletion)
    {
        var request = new ListSecretsRequest
        {
            ProjectId = scaleway.Settings.ProjectId,
            ScheduledForDeletion = scheduledForDeletion,
            Tags = Tag ?? [],
            Type = Type is [var only] ? only.ToLowerInvariant() : null,
        };
        foreach (Secret secret in await scaleway.Client.ListSecretsAsync(request, run.CancellationToken).ConfigureAwait(false))
        {
            if (matcher.Matches(secret.Path, secret.Name, secret.Type, secret.Tags, secret.Id))
            {
                await run.WriteObjectAsync(new ScwSecretInfo(secret, scaleway.Settings.Region)).ConfigureAwait(false);
            }
        }
    }
}
