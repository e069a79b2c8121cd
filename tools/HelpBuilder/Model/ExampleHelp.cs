namespace HelpBuilder.Model;

/// <summary>One example.</summary>
/// <param name="Title">What follows "Example n:" in the heading.</param>
/// <param name="Code">The commands.</param>
/// <param name="Remarks">What they do and don't do.</param>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);
