namespace HelpBuilder.Model;

/// <summary>A related link; without an address it is the name of a cmdlet or topic.</summary>
internal sealed record LinkHelp(string Text, string Address);
