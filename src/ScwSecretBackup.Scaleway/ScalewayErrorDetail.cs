namespace ScwSecretBackup.Scaleway;

/// <summary>One entry of an error's <c>details</c>.</summary>
/// <param name="Name">Argument, resource or quota.</param>
/// <param name="Reason">Reason, action, or current usage.</param>
/// <param name="HelpMessage">Text of the service, or empty.</param>
public sealed record ScalewayErrorDetail(string Name, string Reason, string HelpMessage);
