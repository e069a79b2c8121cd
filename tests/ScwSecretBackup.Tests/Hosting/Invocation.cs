using System.Management.Automation;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>What a pipeline wrote to all its streams, in order, and how it ended.</summary>
internal sealed class Invocation
{
    private readonly List<StreamRecord> _records = [];

    public IReadOnlyList<StreamRecord> Records => _records;

    public IReadOnlyList<PSObject> Output => [.. Of<PSObject>("Output")];

    public IReadOnlyList<ErrorRecord> Errors => [.. Of<ErrorRecord>("Error")];

    /// <summary>The error that ended the pipeline, or null.</summary>
    public ErrorRecord? TerminatingError { get; private set; }

    /// <summary>The only object that was written; fails with the errors otherwise.</summary>
    public PSObject Single
    {
        get
        {
            Assert.True(TerminatingError is null && Errors.Count == 0, $"{TerminatingError}{string.Join("; ", Errors)}");
            return Assert.Single(Output);
        }
    }

    public static Invocation Run(PowerShell shell, IEnumerable<object>? input)
    {
        var invocation = new Invocation();
        var output = new PSDataCollection<PSObject>();
        invocation.Record(output, "Output");
        invocation.Record(shell.Streams.Error, "Error");
        invocation.Record(shell.Streams.Warning, "Warning");
        invocation.Record(shell.Streams.Verbose, "Verbose");
        invocation.Record(shell.Streams.Debug, "Debug");
        invocation.Record(shell.Streams.Information, "Information");
        invocation.Record(shell.Streams.Progress, "Progress");
        try
        {
            shell.Invoke(input, output);
        }
        catch (RuntimeException exception)
        {
            invocation.TerminatingError = exception.ErrorRecord;
        }

        return invocation;
    }

    public IEnumerable<T> Of<T>(string stream) => _records.Where(record => record.Stream == stream).Select(record => (T)record.Value);

    private void Record<T>(PSDataCollection<T> stream, string name) => stream.DataAdded += (_, added) =>
    {
        lock (_records)
        {
            _records.Add(new StreamRecord(name, stream[added.Index]!));
        }
    };
}
