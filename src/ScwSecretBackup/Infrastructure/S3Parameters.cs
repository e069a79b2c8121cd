using System.Management.Automation;

namespace ScwSecretBackup.Infrastructure;

/// <summary>What a cmdlet's parameters say about a store on S3; what they leave out comes from the environment.</summary>
/// <param name="Credential">User: access key, password: secret key.</param>
/// <param name="Region">Region to sign for.</param>
/// <param name="StorageClass">Class of packfiles.</param>
/// <param name="CertificateAuthority">Path of a PEM file.</param>
internal sealed record S3Parameters(PSCredential? Credential = null, string? Region = null, string? StorageClass = null, string? CertificateAuthority = null);
