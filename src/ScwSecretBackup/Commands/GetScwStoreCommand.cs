using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the stores that are registered; or, given a store, opens it and tells how it was set up and how much is in it.</summary>
[Cmdlet(VerbsCommon.Get, "ScwStore", DefaultParameterSetName = RegisteredSet)]
[OutputType(typeof(ScwStoreRegistration), ParameterSetName = [RegisteredSet])]
[OutputType(typeof(ScwStoreInfo), ParameterSetName = [FactsSet])]
public sealed class GetScwStoreCommand : EngineCommand
{
    private const string RegisteredSet = "Registered";
    private const string FactsSet = "Facts";

    private StoreSession? _session;

    /// <summary>Names of registered stores; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = RegisteredSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegisteredStoreCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The store to look into: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FactsSet, ValueFromPipeline = true)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public ScwStoreReference Store { get; set; } = null!;

    /// <summary>Passphrase of the store, where Store is no handle. Default: what the store is registered with, then PLAKAR_PASSPHRASE, else a prompt.</summary>
    [Parameter(ParameterSetName = FactsSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter(ParameterSetName = FactsSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Command line of the system's shell that prints the passphrase as its only line.</summary>
    [Parameter(ParameterSetName = FactsSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? PassphraseCommand { get; set; }

    /// <summary>Reads all of the store's index from the store, and leaves the cache of this user alone.</summary>
    [Parameter(ParameterSetName = FactsSet)]
    public SwitchParameter NoCache { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == RegisteredSet)
        {
            WriteObject(RegisteredSelection.Select(this, "store", Name, AppRegistry.Read(this).Stores).Select(app => new ScwStoreRegistration(app)), enumerateCollection: true);
            return;
        }

        _session = StoreSession.Begin(this, Store, Passphrase, KeyFile, !NoCache, PassphraseCommand);
        StoreFacts facts = Run("Looking into the store", _session.Location, run => StoreFacts.ReadAsync(_session.Store, run.CancellationToken));
        WriteObject(new ScwStoreInfo(facts, _session.Location));
        _session.Dispose();
        _session = null;
    }

    private protected override void Release() => _session?.Dispose();
}
