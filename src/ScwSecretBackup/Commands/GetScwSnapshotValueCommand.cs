using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Returns the value of a secret out of a snapshot: a SecureString, unless something else is asked for.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSnapshotValue", DefaultParameterSetName = SecureStringSet)]
[OutputType(typeof(SecureString), ParameterSetName = [SecureStringSet])]
[OutputType(typeof(string), ParameterSetName = [PlainTextSet])]
[OutputType(typeof(byte[]), ParameterSetName = [ByteArraySet])]
public sealed class GetScwSnapshotValueCommand : SnapshotCommand
{
    private const string SecureStringSet = "SecureString";
    private const string PlainTextSet = "PlainText";
    private const string ByteArraySet = "ByteArray";

    /// <summary>Name of the secret, exactly.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ExactNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Folder of the secret, exactly. May be left out where the name is there only once.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SecretPath")]
    [ArgumentCompleter(typeof(ExactFolderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Folder { get; set; }

    /// <summary>Id of the secret, for two of one folder and name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SecretId { get; set; }

    /// <summary>Version. Default: the newest enabled one whose value is in the snapshot.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    public int? Revision { get; set; }

    /// <summary>Snapshot: its id, the first digits of it, or <c>latest</c>.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string Snapshot { get; set; } = "latest";

    /// <summary>Only this field of a value that is a JSON object, such as that of a key-value secret.</summary>
    [Parameter(ParameterSetName = SecureStringSet)]
    [Parameter(ParameterSetName = PlainTextSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Field { get; set; }

    /// <summary>Returns a string, which shows on the screen and in logs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PlainTextSet)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Returns the bytes exactly as they were captured.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByteArraySet)]
    public SwitchParameter AsByteArray { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var secret = new SecretReference(Name, Folder, SecretId);
        KlosetStore store = Session.Store;
        Run("Reading a value", secret.ToString(), async run =>
        {
            try
            {
                SnapshotHeader header = await SnapshotInventory.ResolveAsync(store, Snapshot, run.CancellationToken).ConfigureAwait(false);
                using SnapshotValue value = await new SnapshotValueReader(store)
                    .ReadAsync(header, secret, Revision, run.CancellationToken).ConfigureAwait(false);
                await WriteAsync(run, value).ConfigureAwait(false);
            }
            catch (EngineException exception)
            {
                await run.WriteErrorAsync(Errors.FromItem(exception, secret.ToString())).ConfigureAwait(false);
            }
        });
    }

    private async Task WriteAsync(EngineRun run, SnapshotValue value)
    {
        string name = SecretPath.Join(value.Secret.Metadata.Path, value.Secret.Metadata.Name);
        if (AsByteArray)
        {
            await run.WriteObjectAsync(value.Data.ToArray()).ConfigureAwait(false);
            return;
        }

        using var text = ValueText.TryCreate(value.Data.Span, Field);
        if (text is null)
        {
            await run.WriteErrorAsync(Field is null ? NotText(name) : FieldMissing(name)).ConfigureAwait(false);
            return;
        }

        await run.WriteObjectAsync(AsPlainText ? text.ToPlainText() : text.ToSecureString()).ConfigureAwait(false);
    }

    private static ErrorRecord NotText(string name) => Errors.Create(
        $"{name}: the value is not text in UTF-8.", ErrorCatalogue.ValueNotText, name);

    private ErrorRecord FieldMissing(string name) => Errors.Create(
        $"{name}: the value has no field '{Field}' with a text, a number or a truth value.", ErrorCatalogue.FieldNotFound, name);
}
