using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Engine.Retention;

/// <summary>Which snapshots are to be kept: what one of the rules keeps stays, the rest goes.</summary>
public sealed record RetentionPolicy
{
    private readonly IReadOnlyList<RetentionRule> _rules = [];

    /// <summary>The rules, one for each period at most.</summary>
    /// <exception cref="EngineException">There is none that says anything, or two for one period, or a number is negative.</exception>
    public required IReadOnlyList<RetentionRule> Rules
    {
        get => _rules;
        init => _rules = Validate(value);
    }

    /// <summary>Snapshots that the rules apply to; all others are kept and count in no bucket.</summary>
    public SnapshotFilter Filter { get; init; } = new();

    /// <summary>The rules apply to each group on its own.</summary>
    public RetentionGroup GroupBy { get; init; } = RetentionGroup.Dataset;

    /// <summary>Removes even the last snapshot of a dataset.</summary>
    public bool Force { get; init; }

    private static RetentionRule[] Validate(IReadOnlyList<RetentionRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        RetentionRule[] effective = [.. rules.Where(rule => rule is not { Last: 0, Cap: 0 }).OrderBy(rule => rule.Period)];
        if (effective.Length == 0)
        {
            throw new EngineException(
                EngineErrorKind.NoRetentionRule,
                "No retention rule was given, so nothing says which snapshots to keep.",
                "Give at least one rule, such as the last 30 days or one a month.");
        }

        return effective.Any(rule => rule.Last < 0 || rule.Cap < 0) || effective.DistinctBy(rule => rule.Period).Count() < effective.Length
            ? throw new ArgumentException("A number is negative, or a period has two rules.", nameof(rules))
            : effective;
    }
}
