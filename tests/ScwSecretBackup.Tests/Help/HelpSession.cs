using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Help;

/// <summary>One session for all tests of a class that only ask questions.</summary>
public sealed class HelpSession : IDisposable
{
    public HelpSession() => Session = PowerShellHost.WithModule(Host);

    internal RecordingHost Host { get; } = new();

    internal PowerShellHost Session { get; }

    public void Dispose() => Session.Dispose();
}
