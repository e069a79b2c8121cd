using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Text.RegularExpressions;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Views;

/// <summary>The text that users see of every type, at the widths that terminals have.</summary>
public sealed partial class ViewTests : IDisposable
{
    private static readonly string[] Nested = ["ScwCheckSummary", "ScwFlaggedItem", "ScwSkippedVersion"];

    private static readonly int[] Widths = [80, 120, 200];

    // Parts of what a list shows, and what it shows in parts.
    private static readonly string[] SaidByOthers =
    [
        "ScwBackupResult.Origin", "ScwBackupResult.IsPartial", "ScwDifference.Secret", "ScwRestorePlan.ProjectId", "ScwRestorePlan.Region", "ScwRestorePlanItem.Folder",
        "ScwRestorePlanItem.Name", "ScwRestoreResult.Folder", "ScwRestoreResult.Name", "ScwSnapshot.ShortId", "ScwSnapshot.IsPartial", "ScwSnapshotDifference.Secret",
    ];

    private readonly RecordingHost _host = new();
    private readonly TemporaryFolder _folder = new();
    private readonly PowerShellHost _session;
    private readonly PowerShellHost _lists;

    public ViewTests()
    {
        _session = PowerShellHost.WithModule(_host);
        _lists = PowerShellHost.Bare(_host, ViewFile.WriteLists(_folder.Path));
    }

    public static TheoryData<string> Samples { get; } = [.. ViewSamples.All.Keys];

    public void Dispose()
    {
        _session.Dispose();
        _lists.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_output_type_has_a_table_and_a_list_of_properties_that_it_has_and_a_sample()
    {
        Type[] types = [.. OutputTypes()];

        Assert.NotEmpty(types);
        Assert.Equal(types.Select(type => type.Name).Order(StringComparer.Ordinal), ViewSamples.All.Keys.Order(StringComparer.Ordinal));
        Assert.All(types, type =>
        {
            string[] known = [.. type.GetProperties().Select(property => property.Name)];
            IEnumerable<string> shown = ViewFile.Properties(type.Name, "TableControl").Concat(ViewFile.Properties(type.Name, "ListControl"));
            Assert.All(shown.Concat(ViewSamples.All[type.Name].SelectMany(sample => sample.Properties).Select(property => property.Name)), property => Assert.Contains(property, known));
            IReadOnlyList<(string Label, int Width)> columns = ViewFile.Columns(type.Name);
            Assert.InRange(columns.Count, 4, 6);
            Assert.True(columns[0].Width > 0, "Without a width of the first column PowerShell guesses all widths from the first objects.");
            Assert.Equal(columns.OrderBy(column => column.Width == 0), columns);
            Assert.All(columns, column => Assert.True(column.Width == 0 || column.Width >= column.Label.Length, column.Label));
        });
    }

    [Fact]
    public void Every_list_shows_every_property() => Assert.Equal(
        SaidByOthers,
        OutputTypes().SelectMany(type => type.GetProperties().Select(property => property.Name).Except(ViewFile.Properties(type.Name, "ListControl")).Select(property => $"{type.Name}.{property}"))
            .OrderBy(property => property.Split('.')[0], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Cells_know_the_room_that_the_table_leaves_them(string type)
    {
        IReadOnlyList<(string Label, int Width)> columns = ViewFile.Columns(type);
        int share = columns.Count(column => column.Width == 0);
        int taken = columns.Sum(column => column.Width) + columns.Count;

        Assert.Equal(share, ViewFile.FittedCells(type).Count());
        Assert.All(ViewFile.FittedCells(type), cell => Assert.Matches(share == 1 ? $@"\$Host, {taken}(, 1)?\)$" : $@"\$Host, {taken}, {share}\)$", cell));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_type_looks_as_approved(string type)
    {
        string[] tables = [.. Widths.Select(width => Draw(_session, width, type))];

        Assert.All(tables.Zip(Widths), table =>
        {
            string[] lines = table.First.Split('\n');
            Assert.All(lines, line => Assert.True(line.Length <= table.Second, line));
            Assert.Equal(ViewFile.Columns(type).Select(column => column.Label), lines.First(line => line.Length > 0).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        });
        Approve(type, string.Concat(tables) + Draw(_lists, 80, type));
    }

    private static void Approve(string type, string text)
    {
        string approved = Path.Combine(AppContext.BaseDirectory, "Views", "Expected", $"{type}.txt");
        string received = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Views", "Received")).FullName, $"{type}.txt");
        File.WriteAllText(received, text);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text, $"{type} looks otherwise than approved in {approved}. Compare with {received}:\n{text}");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d")]
    private static partial Regex LocalTime();

    [GeneratedRegex(@"^(\w+ *: )\d\d/\d\d/\d{4} .*$", RegexOptions.Multiline)]
    private static partial Regex ListedTime();

    private IEnumerable<Type> OutputTypes()
    {
        CommandInfo[] commands = [.. _session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = "Cmdlet" }).Output.Select(command => (CommandInfo)command.BaseObject)];
        Type[] declared = [.. commands.SelectMany(command => command.OutputType).Select(output => output.Type).Where(type => type.Namespace == BuiltModule.Name).Distinct()];
        return declared.Concat(Nested.Select(name => declared[0].Assembly.GetType($"{BuiltModule.Name}.{name}", throwOnError: true)!));
    }

    private string Draw(PowerShellHost session, int width, string type)
    {
        _host.UI.RawUI.BufferSize = new Size(width, 100);
        int start = _host.Recording.Text.Length;
        session.Invoke("Out-Default", input: ViewSamples.All[type]);
        string text = new StringDecorated(_host.Recording.Text[start..]).ToString(OutputRendering.PlainText).ReplaceLineEndings("\n");
        string trimmed = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
        return ListedTime().Replace(LocalTime().Replace(trimmed, "2026-11-24 18:00"), "$1(time)");
    }
}
