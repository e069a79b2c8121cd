using System.Globalization;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>Names and paths inside a snapshot (ARCHITECTURE §4).</summary>
internal static class SnapshotLayout
{
    /// <summary>Path of the manifest.</summary>
    public const string ManifestPath = "/" + ManifestFileName;

    /// <summary>Name of the manifest.</summary>
    public const string ManifestFileName = "manifest.json";

    /// <summary>Name of a secret's metadata inside its directory.</summary>
    public const string SecretFileName = "@secret.json";

    /// <summary>Name of the directory of a secret's versions.</summary>
    public const string VersionsDirectoryName = "@versions";

    /// <summary>MIME type of the documents.</summary>
    public const string JsonContentType = "application/json";

    private const int DirectoryPermissions = 0x1C0; // 0700
    private const int FilePermissions = 0x180; // 0600
    private const string DocumentSuffix = ".json";

    /// <summary>Path of a secret's metadata.</summary>
    public static string SecretDocumentPath(string directory) => $"{directory}/{SecretFileName}";

    /// <summary>Path of the directory of a secret's versions.</summary>
    public static string VersionsPath(string directory) => $"{directory}/{VersionsDirectoryName}";

    /// <summary>Path of a value.</summary>
    public static string ValuePath(string directory, int revision) => string.Create(CultureInfo.InvariantCulture, $"{directory}/{VersionsDirectoryName}/{revision}");

    /// <summary>Path of a version's metadata.</summary>
    public static string VersionDocumentPath(string directory, int revision) => ValuePath(directory, revision) + DocumentSuffix;

    /// <summary>What a file belongs to: <c>/folder/name@revision</c>, <c>/folder/name</c>, or the path itself where it is no file of a secret.</summary>
    public static string DescribePath(string path)
    {
        const string Versions = $"/{VersionsDirectoryName}/";
        int versions = path.LastIndexOf(Versions, StringComparison.Ordinal);
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name == SecretFileName ? path[..^(SecretFileName.Length + 1)]
            : versions > 0 && (TryParseValueName(name, out int revision) || TryParseVersionDocumentName(name, out revision))
                ? string.Create(CultureInfo.InvariantCulture, $"{path[..versions]}@{revision}")
                : path;
    }

    /// <summary>Reads the revision from the name of a value file.</summary>
    public static bool TryParseValueName(string name, out int revision) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out revision) && revision > 0 && name[0] != '0';

    /// <summary>Reads the revision from the name of a version's metadata file.</summary>
    public static bool TryParseVersionDocumentName(string name, out int revision)
    {
        revision = 0;
        return name.EndsWith(DocumentSuffix, StringComparison.Ordinal) && TryParseValueName(name[..^DocumentSuffix.Length], out revision);
    }

    /// <summary>Attributes of a file; a missing time becomes the epoch, so that equal data gives equal entries.</summary>
    public static NodeAttributes File(DateTimeOffset? modifiedAt) => new(FilePermissions, modifiedAt ?? DateTimeOffset.UnixEpoch);

    /// <summary>Attributes of a directory.</summary>
    public static NodeAttributes Directory(DateTimeOffset? modifiedAt) => new(DirectoryPermissions, modifiedAt ?? DateTimeOffset.UnixEpoch);
}
