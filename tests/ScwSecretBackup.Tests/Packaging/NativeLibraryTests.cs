using System.Diagnostics;
using System.Runtime.InteropServices;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

/// <summary>The module's native library: for which platforms it lies there, and that it is the one in use.</summary>
public sealed class NativeLibraryTests : PlaygroundTest
{
    private static readonly string Platforms = Path.Combine(BuiltModule.Folder, "deps", "runtimes");

    [Theory]
    [InlineData("win-x64", "libsodium.dll")]
    [InlineData("win-arm64", "libsodium.dll")]
    [InlineData("linux-x64", "libsodium.so")]
    [InlineData("linux-arm64", "libsodium.so")]
    [InlineData("linux-musl-x64", "libsodium.so")]
    [InlineData("linux-musl-arm64", "libsodium.so")]
    [InlineData("osx-x64", "libsodium.dylib")]
    [InlineData("osx-arm64", "libsodium.dylib")]
    public void Library_is_there_for_every_platform_of_PowerShell(string platform, string file) =>
        Assert.True(File.Exists(Path.Combine(Platforms, platform, "native", file)));

    [Fact]
    public void Nothing_is_shipped_for_other_platforms() => Assert.Equal(8, Directory.GetFiles(Platforms, "*", SearchOption.AllDirectories).Length);

    [Fact]
    public void Key_is_derived_with_the_modules_library_even_where_another_of_its_name_was_loaded_before()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS doesn't tell which libraries a process has loaded.");
        string own = Path.Combine(Platforms, RuntimeInformation.RuntimeIdentifier, "native", OperatingSystem.IsWindows() ? "libsodium.dll" : "libsodium.so");
        Assert.SkipUnless(File.Exists(own), $"The module has no library for {RuntimeInformation.RuntimeIdentifier}.");
        string foreign = Path.Combine(Playground.Folder.Path, Path.GetFileName(own));
        File.Copy(own, foreign);
        NativeLibrary.Load(foreign);

        Invocation created = Session.Invoke("New-ScwStore", new() { ["Path"] = Playground.Folder.Fresh(), ["Passphrase"] = Playground.Secure("a long passphrase") });

        Assert.Null(created.TerminatingError);
        Assert.Superset(new HashSet<string> { own, foreign }, Loaded());
    }

    private static HashSet<string> Loaded() => [.. Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Select(module => module.FileName)];
}
