namespace ScwSecretBackup.Tests.Hosting;

/// <summary>One thing a command wrote.</summary>
/// <param name="Stream">Output, Error, Warning, Verbose, Debug, Information or Progress.</param>
/// <param name="Value">The object or record.</param>
internal sealed record StreamRecord(string Stream, object Value);
