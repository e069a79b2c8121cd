namespace HelpBuilder.Model;

/// <summary>What docs/en-US says of one cmdlet. Whatever reflection knows better is not in here.</summary>
/// <param name="Name">Verb, dash, noun.</param>
/// <param name="Synopsis">One or two sentences.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Examples">At least one.</param>
/// <param name="Parameters">Paragraphs by the name of the parameter.</param>
/// <param name="Inputs">Types that can be piped in.</param>
/// <param name="Outputs">Types that are written.</param>
/// <param name="Notes">Paragraphs; may be empty.</param>
/// <param name="Links">Related cmdlets and topics.</param>
internal sealed record CommandHelp(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<LinkHelp> Links);
