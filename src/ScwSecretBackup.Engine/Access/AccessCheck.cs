namespace ScwSecretBackup.Engine.Access;

/// <summary>What is known of one permission set.</summary>
/// <param name="Direction">What it is for.</param>
/// <param name="PermissionSet">Name of the set, as Scaleway's IAM has it.</param>
/// <param name="IsNeeded">Whether every backup or restore needs it; the others are for an option.</param>
/// <param name="Grant">Whether the key has it.</param>
/// <param name="Evidence">What that was concluded from.</param>
/// <param name="WithoutIt">What does not work without it, and what still does.</param>
public sealed record AccessCheck(AccessDirection Direction, string PermissionSet, bool IsNeeded, AccessGrant Grant, string Evidence, string WithoutIt);
