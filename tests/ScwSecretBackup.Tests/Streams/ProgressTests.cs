using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Streams;

public sealed class ProgressTests : PlaygroundTest
{
    [Fact]
    public void Every_progress_bar_that_is_shown_is_taken_away()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();

        ProgressRecord[] records = [.. Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store))).Of<ProgressRecord>("Progress")];

        Assert.NotEmpty(records);
        Assert.Single(records.Select(record => record.ActivityId).Distinct());
        Assert.All(records.GroupBy(record => record.Activity), bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Fact]
    public void A_command_that_fails_takes_its_progress_bar_away_too()
    {
        PSObject store = Playground.NewPlaintextStore();

        Invocation refused = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store)));

        Assert.Single(refused.Errors);
        Assert.Equal(ProgressRecordType.Completed, refused.Of<ProgressRecord>("Progress").Last().RecordType);
    }

    [Fact]
    public void Debug_shows_each_call_and_verbose_what_was_decided()
    {
        Playground.Add("/", "token", "one");
        PSObject store = Playground.NewPlaintextStore();

        Invocation backup = Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", store), ("Debug", true), ("Verbose", true)));

        string[] calls = [.. backup.Of<DebugRecord>("Debug").Select(record => record.Message)];
        Assert.Contains(calls, call => System.Text.RegularExpressions.Regex.IsMatch(call, @"^GET /\S* 200 in \d+ ms, request \S+$"));
        Assert.Equal(Playground.Emulator.Calls.Count, calls.Length);
        Assert.Contains(backup.Of<VerboseRecord>("Verbose"), record => record.Message.Contains("read 1 value", StringComparison.Ordinal));
    }
}
