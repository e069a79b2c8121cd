using System.Management.Automation;
using ScwSecretBackup.Engine.Comparison;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Values that a comparison could not look at. They are no differences, but silence would claim that they are equal.</summary>
internal sealed class UnprovenValues
{
    private readonly List<SecretDifference> _values = [];

    /// <summary>Takes what is no difference but unproven.</summary>
    public bool TryAdd(SecretDifference difference)
    {
        bool isUnproven = difference.Kind == DifferenceKind.NotComparable;
        if (isUnproven)
        {
            _values.Add(difference);
        }

        return isUnproven;
    }

    /// <summary>Writes one warning for all, and a verbose line for each.</summary>
    public void Report(Cmdlet cmdlet)
    {
        foreach (SecretDifference value in _values)
        {
            cmdlet.WriteVerbose($"{SecretPath.Join(value.Folder, value.Name)}: not compared, {value.Reason}.");
        }

        if (_values.Count > 0)
        {
            cmdlet.WriteWarning($"{_values.Count} {(_values.Count == 1 ? "value" : "values")} could not be compared; -Verbose says which and why.");
        }
    }
}
