namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>A secret to seed.</summary>
public sealed record GeneratedSecret(
    string Path, string Name, string Type, string[] Tags, string Description, bool Protected, GeneratedVersion[] Versions);
