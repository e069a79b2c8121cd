using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Lets <c>-Store</c> take an open store, a registered name or registration, an address, or the path of a folder.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StoreTransformationAttribute : ArgumentTransformationAttribute
{
    private const string FileSystem = "FileSystem";

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = PSObjectValue.Unwrap(inputData);
        return value switch
        {
            ScwStoreReference reference => reference,
            ScwStore handle => new ScwStoreReference(handle),
            ScwStoreRegistration registration => new ScwStoreReference(registration.App),
            string { Length: > 0 } path => new ScwStoreReference(path),
            FileSystemInfo folder => new ScwStoreReference(folder.FullName),
            PathInfo { Provider.Name: FileSystem } path => new ScwStoreReference(path.ProviderPath),
            Uri { IsAbsoluteUri: true } address => new ScwStoreReference(address.OriginalString),
            _ => throw new ArgumentTransformationMetadataException(
                $"'{value}' is no store: it takes a store that Open-ScwStore or New-ScwStore returned, a name that Register-ScwStore registered, an address such as s3://endpoint/bucket/prefix, or the path of a store's folder. A store that came out of a job or a remote session is a copy without keys: open the store there."),
        };
    }
}
