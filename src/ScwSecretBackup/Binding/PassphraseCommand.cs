using System.ComponentModel;
using System.Diagnostics;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Binding;

/// <summary>
/// Runs a command that prints a passphrase, as plakar does: a command line of the system's shell, no input, one line of output. What it prints goes
/// straight into pinned memory; its error output is dropped, because it may repeat what the command handles.
/// </summary>
internal static class PassphraseCommand
{
    private const int MaxLength = 64 * 1024;

    /// <summary>Long enough for somebody to unlock a password manager.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <exception cref="PassphraseCommandException">It did not start, failed, took too long, or printed something else than one line.</exception>
    public static async Task<Passphrase> RunAsync(string commandLine, string folder, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using Process process = Start(commandLine, folder);
        try
        {
            process.StandardInput.Close();
            Task errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, either.Token);
            using var output = new PinnedMemoryOwner(MaxLength + 1);
            int length = await process.StandardOutput.BaseStream.ReadAtLeastAsync(output.Memory, output.Memory.Length, throwOnEndOfStream: false, either.Token).ConfigureAwait(false);
            if (length > MaxLength)
            {
                throw new PassphraseCommandException($"The passphrase command printed more than {MaxLength} bytes.");
            }

            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            await errors.ConfigureAwait(false);
            return process.ExitCode == 0
                ? OneLine(output.Memory.Span[..length])
                : throw new PassphraseCommandException($"The passphrase command failed with exit code {process.ExitCode}.");
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PassphraseCommandException($"The passphrase command did not end within {Limit.TotalSeconds:0} seconds.", exception);
        }
        finally
        {
            Stop(process);
        }
    }

    private static Process Start(string commandLine, string folder)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = "cmd.exe";

            // With /s, cmd takes off these two quotes and nothing else; an argument list would escape the user's own quotes in a way it does not read.
            start.Arguments = $"/d /s /c \"{commandLine}\"";
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(commandLine);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new PassphraseCommandException($"The shell of the passphrase command did not start: {exception.Message}", exception);
        }
    }

    private static Passphrase OneLine(ReadOnlySpan<byte> output)
    {
        ReadOnlySpan<byte> line = output is [.., (byte)'\n'] ? output[..^1] : output;
        line = line is [.., (byte)'\r'] ? line[..^1] : line;
        return line.Contains((byte)'\n')
            ? throw new PassphraseCommandException("The passphrase command printed several lines; it must print the passphrase and nothing else.")
            : Passphrase.FromBytes(line);
    }

    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in between, or belongs to somebody else; nothing waits for it any more.
        }
    }
}
