using System.Management.Automation;

namespace ScwSecretBackup.Catalogue;

/// <summary>What the module says of one kind of error, wherever it occurs.</summary>
/// <param name="Id">What a script branches on: the part of FullyQualifiedErrorId before the comma. An id never changes its meaning.</param>
/// <param name="Category">PowerShell's category.</param>
/// <param name="ExitCode">The exit code of a script that ends because of it.</param>
/// <param name="Action">One sentence on what to do next, where the place of the error knows no better one.</param>
internal sealed record ErrorEntry(string Id, ErrorCategory Category, int ExitCode, string Action)
{
    /// <inheritdoc />
    public override string ToString() => Id;
}
