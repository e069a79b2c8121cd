using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HelpBuilder.Module;

/// <summary>The cmdlets of the built module, as PowerShell itself sees them.</summary>
internal sealed class BuiltModule : IDisposable
{
    private readonly Runspace _runspace;

    private BuiltModule(Runspace runspace, IReadOnlyList<CmdletInfo> cmdlets)
    {
        _runspace = runspace;
        Cmdlets = cmdlets;
    }

    /// <summary>All cmdlets, by name.</summary>
    public IReadOnlyList<CmdletInfo> Cmdlets { get; }

    /// <summary>Imports the module.</summary>
    public static BuiltModule Import(string manifest)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([manifest]);
        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Get-Command").AddParameter("Module", Path.GetFileNameWithoutExtension(manifest)).AddParameter("CommandType", CommandTypes.Cmdlet);
        return new BuiltModule(runspace, [.. shell.Invoke<CmdletInfo>().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)]);
    }

    public void Dispose() => _runspace.Dispose();
}
