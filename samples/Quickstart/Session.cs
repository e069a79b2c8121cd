using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace Quickstart;

/// <summary>A PowerShell session inside this program: no pwsh needs to be installed.</summary>
internal sealed class Session : IDisposable
{
    private const string Prompt = "PS> ";
    private const string DrawNow = " | Out-Default";

    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(new ConsoleHost(), InitialSessionState.CreateDefault2());

    public Session() => _runspace.Open();

    /// <summary>Imports a module by its manifest.</summary>
    public bool Import(string manifest) => Run("Import-Module ScwSecretBackup", shell => shell.AddCommand("Import-Module").AddParameter("Name", manifest));

    /// <summary>
    /// Plays a script statement by statement, each shown as at a prompt with what it writes: without the Out-Default that a script needs and a prompt adds.
    /// Ends at the first error.
    /// </summary>
    public bool Play(string path, Dictionary<string, object> parameters)
    {
        foreach ((string name, object value) in parameters)
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        ScriptBlockAst script = Parser.ParseFile(path, out Token[] tokens, out ParseError[] errors);
        if (errors.Length > 0)
        {
            throw new InvalidDataException($"{path} does not parse: {errors[0].Message}");
        }

        int position = script.ParamBlock?.Extent.EndOffset ?? 0;
        foreach (StatementAst statement in script.EndBlock.Statements)
        {
            ShowComments(tokens, position, statement.Extent.StartOffset);
            string text = statement.Extent.Text;
            if (!Run(text.EndsWith(DrawNow, StringComparison.Ordinal) ? text[..^DrawNow.Length] : text, shell => shell.AddScript(text)))
            {
                return false;
            }

            position = statement.Extent.EndOffset;
        }

        return true;
    }

    public void Dispose() => _runspace.Dispose();

    private static void ShowComments(Token[] tokens, int from, int to)
    {
        foreach (Token comment in tokens.Where(token => token.Kind == TokenKind.Comment && token.Extent.StartOffset >= from && token.Extent.EndOffset <= to))
        {
            Console.WriteLine();
            Console.WriteLine(comment.Text);
        }
    }

    private bool Run(string shown, Action<PowerShell> build)
    {
        Console.WriteLine(Prompt + shown);
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        build(shell);

        // Errors go down the same pipe as objects and are drawn where they happen, as at a prompt.
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
            return !shell.HadErrors;
        }
        catch (RuntimeException exception)
        {
            Console.Error.WriteLine(exception.ErrorRecord);
            return false;
        }
    }
}
