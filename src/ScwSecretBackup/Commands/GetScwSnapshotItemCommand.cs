using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the versions of the secrets in a snapshot: metadata only, no value is read.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSnapshotItem")]
[OutputType(typeof(ScwSnapshotItem))]
public sealed class GetScwSnapshotItemCommand : SnapshotCommand, ISelectionParameters
{
    /// <summary>Snapshot: its id, the first digits of it, or <c>latest</c>.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string Snapshot { get; set; } = "latest";

    /// <summary>Names of secrets; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders of secrets; wildcards are allowed, and <c>*</c> matches slashes too: <c>/prod/*</c> is everything below <c>/prod</c>.</summary>
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

    /// <summary>Only these versions: All, Latest, LatestEnabled, or revisions such as 3 or 1,4.</summary>
    [Parameter]
    [VersionTransformation]
    [ArgumentCompleter(typeof(VersionCompleter))]
    [ValidateNotNull]
    public VersionSelection? Version { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        StoreSession session = Session;
        var catalog = new SnapshotCatalog(session.Store);
        var matcher = new SelectionMatcher(SelectionBinding.Bind(this));
        SnapshotHeader header = Run("Finding the snapshot", Snapshot, run => SnapshotInventory.ResolveAsync(session.Store, Snapshot, run.CancellationToken));
        string id = header.Id.ToString();
        if (SnapshotScope.FilterOf(header.Description) is { Length: > 0 } filter)
        {
            WriteVerbose($"Snapshot {id[..8]} is of a part of {header.Description.ImporterOrigin} only: {filter}.");
        }

        var names = new List<KnownSecret>();
        Run("Reading the snapshot", id, async run =>
        {
            await foreach (SnapshotSecret secret in catalog.ReadSecretsAsync(header, run.CancellationToken).ConfigureAwait(false))
            {
                names.Add(new KnownSecret(secret.Metadata.Path, secret.Metadata.Name, secret.Metadata.Tags));
                if (secret.IsSelectedBy(matcher))
                {
                    await WriteAsync(run, session.Location, id, secret).ConfigureAwait(false);
                }
            }
        });
        session.KnownSecrets.Remember(id, names);
        foreach (SelectionMiss miss in matcher.Misses)
        {
            WriteError(SelectionBinding.ToRecord(miss, $"snapshot {id[..8]}"));
        }
    }

    private async Task WriteAsync(EngineRun run, string store, string snapshot, SnapshotSecret secret)
    {
        if (secret.Damage.Length > 0)
        {
            await run.WriteErrorAsync(DamagedSecret.ToRecord(secret)).ConfigureAwait(false);
            return;
        }

        foreach (SnapshotVersion version in (Version ?? VersionSelection.All).Select(secret.Versions, version => version.Metadata))
        {
            await run.WriteObjectAsync(new ScwSnapshotItem(store, snapshot, secret, version)).ConfigureAwait(false);
        }

        if (secret.Versions.Count == 0)
        {
            await run.WriteObjectAsync(new ScwSnapshotItem(store, snapshot, secret, version: null)).ConfigureAwait(false);
        }
    }
}
