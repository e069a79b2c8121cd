using System.Management.Automation;
using ScwSecretBackup.Engine.Progress;

namespace ScwSecretBackup.Infrastructure;

/// <summary>What work on the thread pool may use of the cmdlet that started it.</summary>
internal sealed class EngineRun(EngineCommand command, PipelinePump pump, IProgress<EngineProgress> progress, CancellationToken cancellationToken)
{
    /// <summary>Cancelled by Ctrl-C and by a downstream command that wants no more.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Shows where the engine stands.</summary>
    public IProgress<EngineProgress> Progress { get; } = progress;

    /// <summary>Writes an object to the pipeline.</summary>
    public Task WriteObjectAsync(object value) => pump.InvokeAsync(() => command.WriteObject(value), CancellationToken);

    /// <summary>Writes a non-terminating error.</summary>
    public Task WriteErrorAsync(ErrorRecord error) => pump.InvokeAsync(() => command.WriteError(error), CancellationToken);
}
