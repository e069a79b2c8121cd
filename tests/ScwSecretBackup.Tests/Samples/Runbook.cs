using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Samples;

/// <summary>What a runbook wrote, and its exit code.</summary>
internal sealed record Runbook(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, int ExitCode)
{
    /// <summary>Where the runbooks are.</summary>
    public static string Folder { get; } = Path.Combine(BuiltModule.RepositoryRoot, "samples", "runbooks");

    // The hosted engine has no Microsoft.PowerShell.Management and .Utility: these stand in for what the runbooks take from them.
    private const string StandIns = """
        function Join-Path { param($Path, $ChildPath) [IO.Path]::Combine($Path, $ChildPath) }
        function Export-Csv { param($LiteralPath) [IO.File]::WriteAllLines($LiteralPath, [string[]] @($input)) }
        function Write-Error { [CmdletBinding()] param($Message) $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new($Message), 'Refused', 'NotSpecified', $null)) }
        """;

    /// <summary>Runs one as <c>pwsh -File</c> would.</summary>
    public static Runbook Run(PowerShellHost session, string name, Dictionary<string, object?> parameters)
    {
        var variables = new Dictionary<string, object?> { ["runbook"] = Path.Combine(Folder, name), ["parameters"] = ToHashtable(parameters) };
        Invocation invocation = session.Script($"{StandIns}\n$global:LASTEXITCODE = 0\n& $runbook @parameters", variables);
        Assert.True(invocation.TerminatingError is null, $"{name}: {invocation.TerminatingError} {invocation.TerminatingError?.ScriptStackTrace}");
        int exitCode = session.Script("$global:LASTEXITCODE").Single.BaseObject is int code ? code : -1;
        return new Runbook(invocation.Output, invocation.Errors, exitCode);
    }

    /// <summary>What it wrote of one type.</summary>
    public IEnumerable<PSObject> Of(string typeName) => Output.Where(value => value.TypeNames[0] == $"ScwSecretBackup.{typeName}");

    private static System.Collections.Hashtable ToHashtable(Dictionary<string, object?> parameters)
    {
        var table = new System.Collections.Hashtable();
        foreach ((string name, object? value) in parameters)
        {
            table[name] = value;
        }

        return table;
    }
}
