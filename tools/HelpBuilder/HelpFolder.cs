using System.Management.Automation;
using HelpBuilder.About;
using HelpBuilder.MamlWriter;
using HelpBuilder.Markdown;
using HelpBuilder.Model;

namespace HelpBuilder;

/// <summary>The en-US folder of the module.</summary>
internal static class HelpFolder
{
    /// <summary>Writes the help files and deletes what else is there. The file of the cmdlets comes last: the build takes its time for that of all.</summary>
    public static void Write(HelpSources sources, string folder)
    {
        (CmdletInfo Cmdlet, CommandHelp Help)[] commands = [.. sources.Written().Select(written => (written.Cmdlet, CommandHelpReader.Read(written.Page)))];
        Dictionary<string, string> topics = sources.Topics().ToDictionary(page => $"{page.Title}.help.txt", AboutTopic.Render);
        string maml = sources.HelpFile;
        Directory.CreateDirectory(folder);
        foreach (string stale in Directory.EnumerateFiles(folder).Where(file => !topics.ContainsKey(Path.GetFileName(file)) && Path.GetFileName(file) != maml))
        {
            File.Delete(stale);
        }

        foreach ((string name, string text) in topics)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        MamlFile.Write(Path.Combine(folder, maml), commands);
    }
}
