using System.Text;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>
/// The configuration file of one user. It is replaced as a whole, so a reader sees the old or the new one and never a half; writers take turns by a
/// lock file beside it, so that none undoes what another registered.
/// </summary>
public sealed class AppConfigurationFile
{
    private const int MaxBytes = 1 << 20;
    private const UnixFileMode OthersMayUse = (UnixFileMode)0b000_111_111;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _timeProvider;

    /// <summary>The file at a path; it need not exist.</summary>
    public AppConfigurationFile(string path, TimeProvider timeProvider)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(timeProvider);
        Path = path;
        _timeProvider = timeProvider;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>A sentence about access rights that are wider than they should be, or null.</summary>
    public string? FindWarning()
    {
        if (OperatingSystem.IsWindows() || !File.Exists(Path) || (File.GetUnixFileMode(Path) & OthersMayUse) == 0)
        {
            return null;
        }

        return $"The configuration file '{Path}' can be used by others than its owner: who changes it decides where secrets go and which command gives a passphrase. Run: chmod 600 '{Path}'";
    }

    /// <summary>What is registered; nothing when there is no file.</summary>
    /// <exception cref="EngineException">The file can't be read, or is not what this version writes.</exception>
    public AppConfiguration Read()
    {
        try
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] content = new byte[MaxBytes + 1];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length <= MaxBytes
                ? AppConfigurationReader.Read(content.AsMemory(0, length), Path)
                : throw AppConfigurationReader.Invalid(Path, $"it has more than {MaxBytes} bytes");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return AppConfiguration.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw AppConfigurationReader.Invalid(Path, $"it can't be read ({exception.Message})", exception);
        }
    }

    /// <summary>Changes what is registered and returns what holds now. Nothing is written when <paramref name="change"/> returns what it was given.</summary>
    public async Task<AppConfiguration> UpdateAsync(Func<AppConfiguration, AppConfiguration> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        try
        {
            AtomicFile.CreateFolder(System.IO.Path.GetDirectoryName(Path)!);
            FileStream turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
            await using (turn.ConfigureAwait(false))
            {
                AppConfiguration before = Read();
                AppConfiguration after = change(before);
                if (!ReferenceEquals(before, after))
                {
                    byte[] content = Encoding.UTF8.GetBytes(AppConfigurationWriter.Write(after));
                    await AtomicFile.WriteAsync(Path, (stream, token) => stream.WriteAsync(content, token).AsTask(), cancellationToken).ConfigureAwait(false);
                }

                return after;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(
                EngineErrorKind.ConfigurationNotWritten,
                $"The configuration file '{Path}' can't be written: {exception.Message}",
                $"Check the rights and the space of its folder, or name another file in {AppConfigurationLocation.Variable}.",
                exception);
        }
    }

    /// <summary>The lock file stays: removing it would let a third writer in between two others.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        long start = _timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return AtomicFile.OpenPrivate(Path + ".lock", FileMode.OpenOrCreate);
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException) && _timeProvider.GetElapsedTime(start) < LongestWait)
            {
                await Task.Delay(Pause, _timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
