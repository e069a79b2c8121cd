using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Help;

/// <summary>An example as PowerShell's parser sees it, against the commands that there are.</summary>
internal sealed class ExampleScript
{
    // Commands of modules that come with PowerShell or with SecretManagement. The hosted engine has only those of the core.
    private static readonly HashSet<string> KnownElsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        "Compare-Object", "ConvertFrom-Json", "ConvertTo-Json", "Export-Clixml", "Export-Csv", "Format-List", "Format-Table", "Get-ChildItem", "Get-Content", "Get-Credential",
        "Get-Date", "Get-Random", "Get-Secret", "Group-Object", "Import-Clixml", "Join-Path", "Measure-Object", "Out-File", "Read-Host", "Receive-Job", "Select-Object", "Set-Content",
        "Sort-Object", "Start-ThreadJob", "Wait-Job", "Write-Error", "Write-Host", "Write-Output", "Write-Warning",
    };

    private readonly ScriptBlockAst _script;
    private readonly ParseError[] _errors;
    private readonly PowerShellHost _session;

    public ExampleScript(HelpExample example, PowerShellHost session)
    {
        _script = Parser.ParseInput(example.Code, out _, out _errors);
        _session = session;
    }

    /// <summary>Whether all its commands are in the hosted engine, and nothing in it needs a network.</summary>
    public bool IsRunnable => !_script.Extent.Text.Contains("s3://", StringComparison.Ordinal) && Commands.All(command => Find(command) is not null);

    private IEnumerable<CommandAst> Commands => _script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();

    /// <summary>What is wrong with it: syntax, commands and parameters that don't exist, arguments that can't be bound.</summary>
    public IEnumerable<string> FindProblems() => _errors.Select(error => error.Message).Concat(Commands.SelectMany(FindProblems));

    private IEnumerable<string> FindProblems(CommandAst command)
    {
        string name = command.GetCommandName() ?? "";
        if (Find(command) is not { } found)
        {
            return KnownElsewhere.Contains(name) ? [] : [$"There is no command '{name}'."];
        }

        IEnumerable<string> unknown = command.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName).Concat(Splatted(command))
            .Where(parameter => !IsParameter(found, parameter)).Select(parameter => $"'{name}' has no parameter '{parameter}'.");
        return unknown.Concat(FindFaultyBindings(command));
    }

    private IEnumerable<string> FindFaultyBindings(CommandAst command)
    {
        Runspace? before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = _session.Runspace;
        try
        {
            // The static binder knows neither what comes down the pipeline, which can decide on the parameter set, nor what a splatted table holds.
            bool isPipedTo = command.Parent is PipelineAst pipeline && pipeline.PipelineElements[0] != command;
            bool isSplatted = command.CommandElements.OfType<VariableExpressionAst>().Any(variable => variable.Splatted);
            return [.. StaticParameterBinder.BindCommand(command).BindingExceptions.Values.Select(fault => fault.BindingException)
                .Where(fault => !(isPipedTo && fault.ErrorId == "AmbiguousParameterSet") && !(isSplatted && fault.ErrorId == "PositionalParameterNotFound")).Select(fault => fault.Message)];
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    private IEnumerable<string> Splatted(CommandAst command) =>
        from variable in command.CommandElements.OfType<VariableExpressionAst>()
        where variable.Splatted
        from assignment in _script.FindAll(ast => ast is AssignmentStatementAst, searchNestedScriptBlocks: true).Cast<AssignmentStatementAst>()
        where assignment.Left is VariableExpressionAst left && left.VariablePath.UserPath == variable.VariablePath.UserPath
        where assignment.Right is CommandExpressionAst { Expression: HashtableAst }
        from pair in ((HashtableAst)((CommandExpressionAst)assignment.Right).Expression).KeyValuePairs
        select pair.Item1.Extent.Text;

    private CommandInfo? Find(CommandAst command) =>
        command.GetCommandName() is { } name ? _session.Runspace.SessionStateProxy.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Alias) : null;

    // Abbreviations work, but an example spells parameters out.
    private static bool IsParameter(CommandInfo command, string name) =>
        command.Parameters.Values.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || parameter.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));
}
