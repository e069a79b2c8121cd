namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>A version to seed; it is disabled after a first backup saw it.</summary>
public sealed record GeneratedVersion(byte[] Data, string Description, bool Disabled, bool HasChecksum);
