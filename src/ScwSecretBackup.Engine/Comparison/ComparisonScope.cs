using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>The secrets that count on both sides: those that were asked for and that no side left out by its filter.</summary>
internal sealed class ComparisonScope
{
    private readonly SelectionMatcher[] _matchers;

    /// <summary>Combines selections, all of which must hold.</summary>
    public ComparisonScope(params SecretSelection[] selections) => _matchers = [.. selections.Select(selection => new SelectionMatcher(selection))];

    /// <summary>Whether a secret counts.</summary>
    public bool Contains(Secret secret) =>
        Array.TrueForAll(_matchers, matcher => matcher.Matches(secret.Path, secret.Name, secret.Type, secret.Tags, secret.Id));

    /// <summary>Whether a secret of a snapshot counts.</summary>
    public bool Contains(SnapshotSecret secret) => Array.TrueForAll(_matchers, secret.IsSelectedBy);
}
