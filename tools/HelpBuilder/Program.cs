using HelpBuilder;
using HelpBuilder.Module;

if (args is not [("build" or "update"), _, _, _, _])
{
    Console.Error.WriteLine("usage: HelpBuilder build|update MANIFEST DOCUMENTATION.xml PAGES FOLDER");
    return 64;
}

Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
try
{
    using BuiltModule module = BuiltModule.Import(args[1]);
    var sources = new HelpSources(module, XmlDocumentation.Read(args[2]), args[3]);
    if (args[0] == "build")
    {
        HelpFolder.Write(sources, args[4]);
        return 0;
    }

    foreach ((string page, string? text) in sources.Outdated().ToList())
    {
        Console.WriteLine(text is null ? $"{page} has no cmdlet: delete it." : $"{page} updated.");
        File.WriteAllText(page, text ?? File.ReadAllText(page));
    }

    return 0;
}
catch (HelpFormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
