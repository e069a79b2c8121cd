namespace ScwSecretBackup.Kloset.States;

/// <summary>One fact that a state adds to the store's index (FORMAT §8.3).</summary>
internal abstract record StateRecord;
