namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Where a check stands.</summary>
/// <param name="Stage">What is being checked, such as <c>Checking packfiles</c>.</param>
/// <param name="Completed">How many are done.</param>
/// <param name="Total">How many there are.</param>
public sealed record StoreCheckProgress(string Stage, int Completed, int Total);
