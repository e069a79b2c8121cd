using System.Management.Automation;
using System.Text;
using HelpBuilder.Module;

namespace HelpBuilder.Markdown;

/// <summary>The syntax of a parameter set, as Get-Command -Syntax shows it but wrapped.</summary>
internal static class SyntaxText
{
    private const int Width = 110;

    public static string Of(CmdletInfo cmdlet, CommandParameterSetInfo set)
    {
        var text = new StringBuilder(cmdlet.Name);
        int length = text.Length;
        foreach (string part in set.InSyntaxOrder().Select(Part).Append("[<CommonParameters>]"))
        {
            bool wrap = length + 1 + part.Length > Width;
            text.Append(wrap ? "\n  " : " ").Append(part);
            length = wrap ? part.Length + 2 : length + 1 + part.Length;
        }

        return text.ToString();
    }

    private static string Part(CommandParameterInfo parameter)
    {
        string name = parameter.Position >= 0 ? $"[-{parameter.Name}]" : $"-{parameter.Name}";
        string part = parameter.ParameterType == typeof(SwitchParameter) ? $"-{parameter.Name}" : $"{name} <{parameter.ParameterType.DisplayName()}>";
        return parameter.IsMandatory ? part : $"[{part}]";
    }
}
