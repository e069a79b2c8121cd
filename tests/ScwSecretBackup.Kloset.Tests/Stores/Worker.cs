using System.Diagnostics;
using ScwSecretBackup.Tests.S3;
using StoreWorker;

namespace ScwSecretBackup.Kloset.Tests.Stores;

/// <summary>A process that works on a store (tests/StoreWorker).</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private Worker(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public static Worker Start(string role, string place, params string[] more)
    {
        ProcessStartInfo start = new("dotnet", [typeof(WorkerStore).Assembly.Location, role, place, .. more])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = TestS3Server.AccessKey;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = TestS3Server.SecretKey;
        return new Worker(Process.Start(start)!);
    }

    /// <summary>Tells the process to end, waits for it, and returns its lines as words.</summary>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public async Task<List<string[]>> EndAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
        string output = await _output;
        return _process.ExitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' '))]
            : throw new InvalidOperationException($"A worker failed.\n{output}\n{await _error}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
