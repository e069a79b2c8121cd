namespace ScwSecretBackup.Engine.Selection;

/// <summary>Something a selection names that is not there.</summary>
/// <param name="Kind">What kind of name it is.</param>
/// <param name="Text">The name, folder, full name or id.</param>
public sealed record SelectionMiss(SelectionMissKind Kind, string Text);
