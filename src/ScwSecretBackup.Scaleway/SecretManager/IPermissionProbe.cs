namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Asks whether a key has a right, with calls that can't do anything.</summary>
public interface IPermissionProbe
{
    /// <summary>
    /// Makes a call that needs the right, on a secret whose random id is made for this call, so that no secret has it: nothing can be read or changed.
    /// A key without the right is refused with 403, one that has it with 404, where the service checks rights first, which is not documented.
    /// </summary>
    /// <exception cref="ScalewayException">The answer: there is no other.</exception>
    Task AskAsync(PermissionQuestion question, CancellationToken cancellationToken);
}
