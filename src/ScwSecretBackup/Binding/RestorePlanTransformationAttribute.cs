using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Lets <c>-Plan</c> take a plan, what Import-Clixml or ConvertFrom-Json made of a saved one, or the path of its file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RestorePlanTransformationAttribute : ArgumentTransformationAttribute
{
    private const long MaxFileLength = 256 * 1024 * 1024;
    private const string Expected =
        "-Plan takes a plan of New-ScwRestorePlan, what Import-Clixml or ConvertFrom-Json made of a saved one, or the path of a file that Export-Clixml or ConvertTo-Json -Depth 10 wrote.";

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            ScwRestorePlanReference reference => reference,
            ScwRestorePlan plan => new ScwRestorePlanReference(plan.ToJson(), "") { IsLive = true },
            string { Length: > 0 } path => ReadFile(engineIntrinsics, path),
            FileInfo file => ReadFile(engineIntrinsics, file.FullName),
            PSObject saved when saved.Properties["Actions"] is not null => new ScwRestorePlanReference(PlanJson.Of(saved), ""),
            _ => throw Refusal.Of(Expected),
        };
    }

    private static ScwRestorePlanReference ReadFile(EngineIntrinsics engineIntrinsics, string path)
    {
        try
        {
            string file = engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            string text = new FileInfo(file).Length <= MaxFileLength ? File.ReadAllText(file) : throw new ArgumentTransformationMetadataException($"'{path}' is too long for a plan.");
            return text.TrimStart().StartsWith("<Objs", StringComparison.Ordinal)
                ? new ScwRestorePlanReference(PlanJson.Of(PSSerializer.Deserialize(text)), path)
                : new ScwRestorePlanReference(text, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SessionStateException or NotSupportedException or System.Xml.XmlException)
        {
            throw new ArgumentTransformationMetadataException($"The plan '{path}' can't be read: {exception.Message} {Expected}", exception);
        }
    }
}
