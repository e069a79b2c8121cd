using System.Management.Automation;
using ScwSecretBackup.Catalogue;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Resolves what the user wrote against PowerShell's location, which is not the directory of the process.</summary>
internal static class PathResolver
{
    private const string FileSystemProvider = "FileSystem";

    /// <summary>The absolute path in the file system; the file or folder need not exist.</summary>
    public static string ToFileSystemPath(EngineCommand command, string path)
    {
        if (path.Contains("://", StringComparison.Ordinal))
        {
            command.Fail(Unsupported(path, $"'{path}' is an address; this version keeps stores in folders."));
        }

        string resolved = Resolve(command, path, out ProviderInfo provider);
        if (provider.Name != FileSystemProvider)
        {
            command.Fail(Unsupported(path, $"'{path}' is a path of the provider {provider.Name}, not of the file system."));
        }

        return resolved;
    }

    private static string Resolve(EngineCommand command, string path, out ProviderInfo provider)
    {
        try
        {
            return command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or NotSupportedException)
        {
            command.Fail(Unsupported(path, exception.Message));
            throw;
        }
    }

    private static ErrorRecord Unsupported(string path, string message) =>
        Errors.Create(message, ErrorCatalogue.PathNotSupported, path);
}
