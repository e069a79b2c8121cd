using System.Management.Automation;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Binding;

/// <summary>Turns the parameters that select secrets into the engine's selection, and what it did not find into errors.</summary>
internal static class SelectionBinding
{
    /// <summary>The selection that a cmdlet's parameters make. A pattern that is not valid ends the command.</summary>
    public static SecretSelection Bind<TCommand>(TCommand command, VersionSelection? versions = null, IReadOnlySet<string>? secretIds = null)
        where TCommand : EngineCommand, ISelectionParameters
    {
        var selection = new SecretSelection
        {
            Names = command.Name ?? [],
            Folders = command.Folder ?? [],
            Recurse = command.Recurse,
            Tags = command.Tag ?? [],
            Types = command.Type ?? [],
            Include = command.Include ?? [],
            Exclude = command.Exclude ?? [],
            SecretIds = secretIds,
            Versions = versions ?? VersionSelection.All,
        };
        try
        {
            _ = new SelectionMatcher(selection);
        }
        catch (ArgumentException exception)
        {
            command.Fail(Errors.Create(exception, ErrorCatalogue.InvalidPattern, exception.ParamName ?? ""));
        }

        return selection;
    }

    /// <summary>The error for something that is named without wildcards and is not there; a wildcard that matches nothing is no error.</summary>
    public static ErrorRecord ToRecord(SelectionMiss miss, string place) => Errors.Create(
        miss.Kind switch
        {
            SelectionMissKind.Folder => $"There is no secret in the folder '{miss.Text}' of {place}.",
            SelectionMissKind.SecretId => $"There is no secret with the id {miss.Text} in {place}.",
            _ => $"There is no secret '{miss.Text}' in {place}.",
        },
        ErrorCatalogue.SecretNotFound,
        miss.Text,
        miss.Kind == SelectionMissKind.SecretId
            ? "It was deleted, or belongs to another project or region: list the secrets again with Get-ScwSecret."
            : "Check the spelling; the same command without -Name, -Folder and -Include shows all.");
}
