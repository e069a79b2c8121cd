using System.Reflection;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>The module as it comes out of its package, the way an installation leaves it.</summary>
internal static class BuiltModule
{
    public const string Name = "ScwSecretBackup";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "module", Name);

    /// <summary>The package that was unpacked.</summary>
    public static string Package { get; } = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "module"), "*.nupkg").Single();

    public static string Manifest { get; } = Path.Combine(Folder, "ScwSecretBackup.psd1");

    /// <summary>The checkout, for what is tested but not built.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    /// <summary>Where the Quickstart was built.</summary>
    public static string QuickstartFolder { get; } = Path.GetFullPath(Metadata("QuickstartFolder"));

    /// <summary>The program that packs the module.</summary>
    public static string PackageBuilder { get; } = Metadata("PackageBuilder");

    public static string ProductVersion { get; } = Metadata("ProductVersion");

    /// <summary>Source of the help.</summary>
    public static string HelpPages { get; } = Path.Combine(RepositoryRoot, "docs", "en-US");

    /// <summary>The compiler's documentation file of the cmdlets.</summary>
    public static string CmdletDocumentation { get; } = Metadata("CmdletDocumentation");

    private static string Metadata(string key) => typeof(BuiltModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
