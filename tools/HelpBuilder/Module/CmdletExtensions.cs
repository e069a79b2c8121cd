using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace HelpBuilder.Module;

/// <summary>What help says of a cmdlet's parameters and gets from the cmdlet itself.</summary>
internal static class CmdletExtensions
{
    private static readonly HashSet<string> Common = [.. Cmdlet.CommonParameters];

    /// <summary>The parameters of all sets, without those that every cmdlet has.</summary>
    public static IEnumerable<ParameterMetadata> OwnParameters(this CmdletInfo cmdlet) =>
        cmdlet.Parameters.Values.Where(parameter => !Common.Contains(parameter.Name) && !parameter.IsStandard()).OrderBy(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>WhatIf and Confirm, which PowerShell adds.</summary>
    public static IEnumerable<ParameterMetadata> StandardParameters(this CmdletInfo cmdlet) =>
        cmdlet.Parameters.Values.Where(IsStandard).OrderByDescending(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>The parameters of one set without those that every cmdlet has: positions first, then what must be given.</summary>
    public static IEnumerable<CommandParameterInfo> InSyntaxOrder(this CommandParameterSetInfo set) =>
        set.Parameters.Where(parameter => !Common.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
            .ThenByDescending(parameter => parameter.IsMandatory)
            .ThenBy(parameter => parameter.Name is "WhatIf" or "Confirm")
            .ThenBy(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>Types that a parameter takes from the pipeline as they are.</summary>
    public static IEnumerable<Type> PipelineTypes(this CmdletInfo cmdlet) =>
        cmdlet.ParameterSets.SelectMany(set => set.Parameters).Where(parameter => parameter.ValueFromPipeline)
            .Select(parameter => parameter.ParameterType.GetElementType() ?? parameter.ParameterType).Distinct();

    /// <summary>Types that the cmdlet says it writes; none where it writes nothing.</summary>
    public static IEnumerable<Type> OutputTypes(this CmdletInfo cmdlet) =>
        cmdlet.OutputType.Select(output => output.Type).Where(type => type != typeof(void));

    /// <summary>Values of parameters that nobody gave.</summary>
    public static IReadOnlyDictionary<string, string> Defaults(this CmdletInfo cmdlet)
    {
        object instance = Activator.CreateInstance(cmdlet.ImplementingType)!;
        using (instance as IDisposable)
        {
            return cmdlet.OwnParameters().ToDictionary(
                parameter => parameter.Name, parameter => Describe(cmdlet.ImplementingType.GetProperty(parameter.Name)!.GetValue(instance)));
        }
    }

    /// <summary>Name of a type as PowerShell's syntax shows it.</summary>
    public static string DisplayName(this Type type) =>
        type.IsArray ? $"{type.GetElementType()!.DisplayName()}[]" : (Nullable.GetUnderlyingType(type) ?? type).Name;

    /// <summary>The words that an enumeration or a validated set takes.</summary>
    public static IEnumerable<string> AcceptedValues(this ParameterMetadata parameter)
    {
        Type type = parameter.ParameterType.GetElementType() ?? Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum ? Enum.GetNames(type) : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues);
    }

    /// <summary>Whether wildcards are allowed.</summary>
    public static bool TakesWildcards(this ParameterMetadata parameter) => parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any();

    private static bool IsStandard(this ParameterMetadata parameter) => parameter.Name is "WhatIf" or "Confirm";

    private static string Describe(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "None",
        ICollection items => string.Join(", ", items.Cast<object>()),
        SwitchParameter or bool => "False",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
