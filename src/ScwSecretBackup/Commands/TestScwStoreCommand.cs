using System.Management.Automation;
using ScwSecretBackup.Engine.Checking;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Checks a whole store: its files, what they say of each other, and whether every secret in it can be restored.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ScwStore")]
[OutputType(typeof(ScwCheckFinding), typeof(bool))]
public sealed class TestScwStoreCommand : CheckCommand
{
    private protected override bool IsCheck => true;

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        StoreSession session;
        try
        {
            session = Session;
        }
        catch (DamagedConfigurationException damage)
        {
            Report(UnreadableStore.Describe(damage.Location, damage.Message, Fast), damage.Location);
            return;
        }

        Check(session, new CheckRequest { StructureOnly = Fast }, session.Location);
    }
}
