namespace HelpBuilder;

/// <summary>A file of docs/en-US that is not written as the schema says. The message is one that MSBuild shows as an error of that file.</summary>
internal sealed class HelpFormatException(string file, int line, string problem) : Exception($"{file}({line}): error HELP001: {problem}");
