namespace HelpBuilder.Model;

/// <summary>A type that a cmdlet takes from the pipeline or writes.</summary>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);
