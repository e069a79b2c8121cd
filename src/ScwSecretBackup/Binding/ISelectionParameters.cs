using System.Management.Automation;
using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Binding;

/// <summary>The parameters that select secrets; a cmdlet that has them binds them with <see cref="SelectionBinding"/>.</summary>
internal interface ISelectionParameters
{
    /// <inheritdoc cref="SecretSelection.Names" />
    string[]? Name { get; }

    /// <inheritdoc cref="SecretSelection.Folders" />
    string[]? Folder { get; }

    /// <inheritdoc cref="SecretSelection.Recurse" />
    SwitchParameter Recurse { get; }

    /// <inheritdoc cref="SecretSelection.Tags" />
    string[]? Tag { get; }

    /// <inheritdoc cref="SecretSelection.Types" />
    string[]? Type { get; }

    /// <inheritdoc cref="SecretSelection.Include" />
    string[]? Include { get; }

    /// <inheritdoc cref="SecretSelection.Exclude" />
    string[]? Exclude { get; }
}
