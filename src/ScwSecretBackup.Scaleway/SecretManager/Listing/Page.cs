namespace ScwSecretBackup.Scaleway.SecretManager.Listing;

/// <summary>One page of a listing.</summary>
/// <param name="Items">Items in the order of the service.</param>
/// <param name="TotalCount">Items of all pages, as the service states them.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, int TotalCount);
