using ScwSecretBackup.Engine.Restore.Journal;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class FileRestoreJournalTests : IDisposable
{
    private static readonly UnfinishedWork Work = new("source", "/a", "s", null, [1, 2]);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"journal-{Guid.NewGuid():N}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_began_and_did_not_end_is_known_to_the_next_process()
    {
        using (FileRestoreJournal first = Open())
        {
            await first.BeginAsync(Work, Cancellation);
            await first.BeginAsync(Work with { Name = "t" }, Cancellation);
            await first.EndAsync(Work with { Name = "t" }, Cancellation);
        }

        using FileRestoreJournal second = Open();

        UnfinishedWork found = Assert.IsType<UnfinishedWork>(second.Find("source", "/a", "s"));
        Assert.Equal([1, 2], found.KnownRevisions);
        Assert.Null(second.Find("source", "/a", "t"));
        Assert.Null(Open("another snapshot").Find("source", "/a", "s"));
    }

    [Fact]
    public async Task The_file_goes_when_everything_ended()
    {
        using FileRestoreJournal journal = Open();
        await journal.BeginAsync(Work, Cancellation);
        Assert.Single(Directory.GetFiles(_folder));

        await journal.EndAsync(Work, Cancellation);

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"Work\":null}")]
    [InlineData("{\"Work\":{\"SourceId\":null}}")]
    [InlineData("{\"Work\":{\"SourceId\":\"x\",\"Fol")]
    public async Task A_line_that_was_cut_or_damaged_hides_no_other(string line)
    {
        using (FileRestoreJournal first = Open())
        {
            await first.BeginAsync(Work, Cancellation);
        }

        await File.AppendAllTextAsync(Directory.GetFiles(_folder).Single(), line, Cancellation);

        using FileRestoreJournal second = Open();

        Assert.NotNull(second.Find("source", "/a", "s"));
    }

    [Fact]
    public async Task One_process_at_a_time_restores_a_snapshot_into_a_destination()
    {
        using FileRestoreJournal first = Open();
        using FileRestoreJournal second = Open();
        IDisposable held = Assert.IsAssignableFrom<IDisposable>(first.Lock());

        EngineException error = Assert.Throws<EngineException>(second.Lock);
        using (IDisposable? other = Open("another snapshot").Lock())
        {
            Assert.NotNull(other);
        }

        await first.BeginAsync(Work, Cancellation);
        held.Dispose();
        using IDisposable? free = second.Lock();

        Assert.Equal(EngineErrorKind.RestoreInProgress, error.Kind);
        Assert.Contains($"fr-par/project right now, by the process {Environment.ProcessId} on ", error.Message, StringComparison.Ordinal);
        Assert.NotNull(free);
        Assert.NotNull(second.Find("source", "/a", "s"));
    }

    [Fact]
    public async Task What_a_dead_process_left_of_its_lock_is_taken_over()
    {
        using FileRestoreJournal journal = Open();
        using (journal.Lock())
        {
        }

        string file = Assert.Single(Directory.GetFiles(_folder));
        await File.WriteAllTextAsync(Path.ChangeExtension(file, "owner"), "the process 1 on nowhere", Cancellation);
        using FileRestoreJournal next = Open();

        using IDisposable? held = next.Lock();

        Assert.NotNull(held);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_stops_nothing()
    {
        await File.WriteAllTextAsync(_folder + ".file", "", Cancellation);
        using FileRestoreJournal journal = FileRestoreJournal.Open(_folder + ".file", Guid.Empty, "s", "fr-par", "p");

        using IDisposable? held = journal.Lock();
        await journal.BeginAsync(Work, Cancellation);

        Assert.Null(held);
        Assert.NotNull(journal.Find("source", "/a", "s"));
        File.Delete(_folder + ".file");
    }

    private FileRestoreJournal Open(string snapshot = "snapshot") => FileRestoreJournal.Open(_folder, Guid.Empty, snapshot, "fr-par", "project");
}
