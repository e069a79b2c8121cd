using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Kloset.Storage.S3;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Finds out how to reach a store on S3: from its address, the parameters, and the variables that other S3 tools read too.</summary>
internal static class S3Place
{
    private const string CertificatesVariable = "AWS_CA_BUNDLE";
    private const string CertificatesAdvice = $"Give a PEM file with the certificates of the authorities to trust, in -S3CertificateAuthority or {CertificatesVariable}.";

    /// <summary>The options; makes no request.</summary>
    public static S3StorageOptions Resolve(EngineCommand command, string text, S3Parameters parameters)
    {
        try
        {
            S3Address address = S3Address.Parse(text, FindEndpoint(command));
            return new S3StorageOptions
            {
                Address = address,
                Credentials = S3Keys.Find(parameters.Credential, address, Environment.GetEnvironmentVariable) ?? FailWithoutKey(command, address),
                Region = parameters.Region ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION"),
                StorageClass = parameters.StorageClass,
                TrustedRoots = (parameters.CertificateAuthority ?? Variable(CertificatesVariable)) is { } file ? ReadCertificates(command, file) : null,
            };
        }
        catch (FormatException exception)
        {
            command.Fail(Errors.Create(exception, ErrorCatalogue.PathNotSupported, WithoutKey(text),
                "Write s3://endpoint/bucket/prefix, or set AWS_ENDPOINT_URL_S3 and write s3://bucket/prefix."));
            throw;
        }
        catch (ArgumentException exception)
        {
            command.Fail(Errors.Create(exception, ErrorCatalogue.StorageClassNotSupported, parameters.StorageClass ?? text));
            throw;
        }
    }

    private static Uri? FindEndpoint(EngineCommand command)
    {
        if ((Variable("AWS_ENDPOINT_URL_S3") ?? Variable("AWS_ENDPOINT_URL")) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
        {
            command.Fail(Errors.Create($"The S3 endpoint '{text}' of the environment is no web address.", ErrorCatalogue.InvalidConfiguration, text,
                "Set AWS_ENDPOINT_URL_S3 to an address such as https://s3.fr-par.scw.cloud, or unset it."));
        }

        return endpoint;
    }

    [DoesNotReturn]
    private static S3Credentials FailWithoutKey(EngineCommand command, S3Address address)
    {
        command.Fail(Errors.Create($"There is no key for the store at '{address}'.", ErrorCatalogue.CredentialsMissing, address.ToString(),
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, on Scaleway SCW_ACCESS_KEY and SCW_SECRET_KEY, or open the store with Open-ScwStore -S3Credential (user: access key, password: secret key)."));
        throw new UnreachableException();
    }

    private static X509Certificate2Collection ReadCertificates(EngineCommand command, string path)
    {
        string file = PathResolver.ToFileSystemPath(command, path);
        try
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPemFile(file);
            if (certificates.Count > 0)
            {
                return certificates;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            command.Fail(Errors.Create(exception, ErrorCatalogue.CertificateUnreadable, file, CertificatesAdvice));
        }

        command.Fail(Errors.Create($"There is no certificate in '{file}'.", ErrorCatalogue.CertificateUnreadable, file, CertificatesAdvice));
        return [];
    }

    /// <summary>What may be shown of an address that somebody put a key into.</summary>
    private static string WithoutKey(string text) => text.LastIndexOf('@') is >= 0 and var at ? $"s3://{text[(at + 1)..]}" : text;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
