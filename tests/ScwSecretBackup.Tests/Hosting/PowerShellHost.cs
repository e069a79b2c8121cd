using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>A runspace that imported the built module, as an admin's session would.</summary>
internal sealed class PowerShellHost : IDisposable
{
    private readonly Runspace _runspace;

    private PowerShellHost(Runspace runspace) => _runspace = runspace;

    public Runspace Runspace => _runspace;

    /// <summary>A session with the module.</summary>
    public static PowerShellHost WithModule(RecordingHost? host = null)
    {
        PowerShellHost session = Bare(host);
        Invocation import = session.Invoke("Import-Module", new() { ["Name"] = BuiltModule.Manifest });
        Assert.Null(import.TerminatingError);
        Assert.Empty(import.Errors);
        return session;
    }

    /// <summary>A session without the module, and with the views of a file.</summary>
    public static PowerShellHost Bare(RecordingHost? host = null, string? viewFile = null)
    {
        var state = InitialSessionState.CreateDefault2();
        if (viewFile is not null)
        {
            state.Formats.Add(new SessionStateFormatEntry(viewFile));
        }

        Runspace runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        return new PowerShellHost(runspace);
    }

    /// <summary>Runs one command; objects in <paramref name="input"/> are piped to it.</summary>
    public Invocation Invoke(string command, Dictionary<string, object?>? parameters = null, IEnumerable<object>? input = null)
    {
        using PowerShell shell = Create();
        shell.AddCommand(command).AddParameters(parameters ?? []);
        return Invocation.Run(shell, input);
    }

    /// <summary>Runs a script with variables.</summary>
    public Invocation Script(string script, Dictionary<string, object?>? variables = null)
    {
        foreach ((string name, object? value) in variables ?? [])
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        using PowerShell shell = Create();
        shell.AddScript(script);
        return Invocation.Run(shell, input: null);
    }

    /// <summary>What the Tab key offers at the end of the text.</summary>
    public IReadOnlyList<string> Complete(string text) => [.. CompleteWithTips(text).Select(match => match.CompletionText)];

    /// <summary>What the Tab key offers at the end of the text, with what it says of it.</summary>
    public IReadOnlyList<CompletionResult> CompleteWithTips(string text)
    {
        using PowerShell shell = Create();
        return [.. CommandCompletion.CompleteInput(text, text.Length, [], shell).CompletionMatches];
    }

    /// <summary>A pipeline of this session that the test starts and stops itself.</summary>
    public PowerShell Create()
    {
        var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
