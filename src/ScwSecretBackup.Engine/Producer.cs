using System.Reflection;

namespace ScwSecretBackup.Engine;

/// <summary>Who writes snapshots, as manifests and snapshot headers name it.</summary>
internal static class Producer
{
    /// <summary>Name of the product.</summary>
    public const string Name = "ScwSecretBackup";

    /// <summary>Version without build metadata, so that two builds of one version write identical manifests.</summary>
    public static string Version { get; } =
        typeof(Producer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
