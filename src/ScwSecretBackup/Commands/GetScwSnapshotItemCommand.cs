using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the versions of the secrets in a snapshot: metadata only, no value is read.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSnapshotItem")]
[OutputType(typeof(ScwSnapshotItem))]
public sealed class GetScwSnapshotItemCommand : StoreCommand
{
    /// <summary>Snapshot: its id, the first digits of it, or <c>latest</c>.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [ValidateNotNullOrEmpty]
    public string Snapshot { get; set; } = "latest";

    /// <summary>Names of secrets; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders of secrets; wildcards are allowed, and <c>*</c> matches slashes too.</summary>
    [Parameter]
    [Alias("SecretPath")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Folder { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var catalog = new SnapshotCatalog(Session.Store);
        var filter = new SecretFilter(Name, Folder);
        SnapshotHeader header = Run("Finding the snapshot", Snapshot, run => SnapshotInventory.ResolveAsync(Session.Store, Snapshot, run.CancellationToken));
        string id = header.Id.ToString();
        Run("Reading the snapshot", id, async run =>
        {
            await foreach (SnapshotSecret secret in catalog.ReadSecretsAsync(header, run.CancellationToken).ConfigureAwait(false))
            {
                if (filter.Matches(secret.Metadata.Path, secret.Metadata.Name))
                {
                    await WriteAsync(run, id, secret).ConfigureAwait(false);
                }
            }
        });
        filter.WriteMisses(this, $"snapshot {id[..8]}");
    }

    private static async Task WriteAsync(EngineRun run, string snapshot, SnapshotSecret secret)
    {
        foreach (SnapshotVersion version in secret.Versions)
        {
            await run.WriteObjectAsync(new ScwSnapshotItem(snapshot, secret, version)).ConfigureAwait(false);
        }

        if (secret.Versions.Count == 0)
        {
            await run.WriteObjectAsync(new ScwSnapshotItem(snapshot, secret, version: null)).ConfigureAwait(false);
        }
    }
}
