using System.Globalization;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Selection;

/// <summary>Which versions of each secret are meant.</summary>
public sealed class VersionSelection : IEquatable<VersionSelection>
{
    private readonly int[] _revisions;

    private VersionSelection(VersionScope scope, IEnumerable<int> revisions)
    {
        Scope = scope;
        _revisions = [.. revisions.Distinct().Order()];
    }

    /// <summary>Every version.</summary>
    public static VersionSelection All { get; } = new(VersionScope.All, []);

    /// <summary>The highest revision that is neither deleted nor scheduled for deletion.</summary>
    public static VersionSelection Latest { get; } = new(VersionScope.Latest, []);

    /// <summary>The highest revision that is enabled.</summary>
    public static VersionSelection LatestEnabled { get; } = new(VersionScope.LatestEnabled, []);

    /// <summary>What kind of selection it is.</summary>
    public VersionScope Scope { get; }

    /// <summary>The revisions of <see cref="VersionScope.Revisions"/> in ascending order; else empty.</summary>
    public IReadOnlyList<int> Revisions => _revisions;

    /// <summary>The revisions that are named, of every secret that has them.</summary>
    /// <exception cref="ArgumentException">None is named, or one is less than 1.</exception>
    public static VersionSelection Of(IEnumerable<int> revisions)
    {
        var selection = new VersionSelection(VersionScope.Revisions, revisions);
        return selection._revisions is [>= 1, ..] ? selection : throw new ArgumentException("A revision is a number from 1.", nameof(revisions));
    }

    /// <summary>Reads <c>All</c>, <c>Latest</c>, <c>LatestEnabled</c>, or revisions such as <c>3</c> or <c>1,4</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static VersionSelection Parse(string text)
    {
        foreach (VersionSelection named in new[] { All, Latest, LatestEnabled })
        {
            if (text.Trim().Equals(named.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return named;
            }
        }

        var revisions = new List<int>();
        foreach (string part in text.Split(','))
        {
            bool isRevision = int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int revision) && revision > 0;
            revisions.Add(isRevision ? revision : throw new FormatException($"'{text}' names no versions: it takes All, Latest, LatestEnabled, or revisions such as 3 or 1,4."));
        }

        return Of(revisions);
    }

    /// <summary>Those of a secret's versions that are meant, in their order.</summary>
    /// <param name="versions">All versions of one secret.</param>
    /// <param name="metadata">The metadata of one of them.</param>
    public IReadOnlyList<T> Select<T>(IReadOnlyList<T> versions, Func<T, SecretVersion> metadata)
    {
        HashSet<int> wanted = Scope switch
        {
            VersionScope.Latest => Highest(version => !VersionStatus.IsDeleted(version) && !VersionStatus.IsScheduled(version)),
            VersionScope.LatestEnabled => Highest(VersionStatus.IsReadable),
            _ => [.. _revisions],
        };
        return Scope == VersionScope.All ? versions : [.. versions.Where(version => wanted.Contains(metadata(version).Revision))];

        HashSet<int> Highest(Func<SecretVersion, bool> isEligible) =>
            [.. versions.Select(metadata).Where(isEligible).Select(version => version.Revision).OrderDescending().Take(1)];
    }

    /// <inheritdoc />
    public bool Equals(VersionSelection? other) => other is not null && Scope == other.Scope && _revisions.AsSpan().SequenceEqual(other._revisions);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as VersionSelection);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Scope, _revisions.Length, _revisions.FirstOrDefault());

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        Scope == VersionScope.Revisions ? string.Join(',', _revisions.Select(revision => revision.ToString(CultureInfo.InvariantCulture))) : Scope.ToString();
}
