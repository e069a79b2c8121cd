namespace ScwSecretBackup.Engine.Progress;

/// <summary>Where a run stands.</summary>
/// <param name="Stage">What is going on, such as <c>Listing versions</c>.</param>
/// <param name="Completed">Items done in this stage.</param>
/// <param name="Total">Items of this stage, or null while unknown.</param>
/// <param name="CurrentItem">Folder and name of a secret, or empty; never a value.</param>
public sealed record EngineProgress(string Stage, int Completed, int? Total, string CurrentItem);
