using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Binding;

/// <summary>
/// Finds the passphrase of a store: parameter, key file or command; then what the store was registered with; then <c>PLAKAR_PASSPHRASE</c>; and last a
/// prompt where somebody can answer it.
/// </summary>
internal sealed class PassphraseSource(EngineCommand command, SecureString? passphrase, string? keyFile, string? passphraseCommand = null, PassphraseReference? registered = null)
{
    private const string Variable = "PLAKAR_PASSPHRASE";

    /// <summary>Whether a passphrase was meant for this very store; one in <c>PLAKAR_PASSPHRASE</c> may be there for others.</summary>
    public bool IsMeant => passphrase is not null || keyFile is not null || passphraseCommand is not null || registered is not null;

    /// <summary>The passphrase that was given, or null; the caller disposes it.</summary>
    public Passphrase? ReadGiven(string store)
    {
        if (new object?[] { passphrase, keyFile, passphraseCommand }.Count(way => way is not null) > 1)
        {
            command.Fail(Errors.Create("More than one of -Passphrase, -KeyFile and -PassphraseCommand was given.", ErrorCatalogue.PassphraseAmbiguous, store));
        }

        (Passphrase? given, string origin) = (passphrase, keyFile, passphraseCommand, registered) switch
        {
            ({ } text, _, _, _) => (Passphrase.FromSecureString(text), "-Passphrase"),
            (_, { } file, _, _) => (ReadKeyFile(file), $"the key file '{file}'"),
            (_, _, { } line, _) => (RunCommand(line, store), "-PassphraseCommand"),
            (_, _, _, { } reference) => (Read(reference, store), $"the {reference} that the store is registered with"),
            _ => (ReadVariable(Variable), $"the environment variable {Variable}"),
        };
        if (given is null)
        {
            return null;
        }

        command.WriteVerbose($"The passphrase of '{store}' comes from {origin}.");
        return RefuseEmpty(given, store);
    }

    /// <summary>Asks for the passphrase of a store that exists.</summary>
    public Passphrase Prompt(string store)
    {
        string caption = $"The store '{store}' is encrypted.";
        return RefuseEmpty(Passphrase.FromSecureString(Ask(store, caption, "Passphrase")[0]), store);
    }

    /// <summary>Asks twice for the passphrase of a new store.</summary>
    public Passphrase PromptForNew(string store)
    {
        string caption = $"Choose the passphrase of the new store '{store}'. Nobody can open the store without it.";
        SecureString[] answers = Ask(store, caption, "Passphrase", "Repeat");
        Passphrase chosen = RefuseEmpty(Passphrase.FromSecureString(answers[0]), store);
        using var repeated = Passphrase.FromSecureString(answers[1]);
        if (!chosen.Matches(repeated))
        {
            chosen.Dispose();
            command.Fail(Errors.Create("The two passphrases differ.", ErrorCatalogue.PassphraseMismatch, store));
        }

        return chosen;
    }

    private SecureString[] Ask(string store, string caption, params string[] labels)
    {
        if (!IsInteractive())
        {
            command.Fail(Required(store));
        }

        var fields = new Collection<FieldDescription>();
        foreach (string label in labels)
        {
            var field = new FieldDescription(label);
            field.SetParameterType(typeof(SecureString));
            fields.Add(field);
        }

        try
        {
            Dictionary<string, PSObject> answers = command.Host.UI.Prompt(caption, "", fields);
            return [.. labels.Select(label => (SecureString)answers[label].BaseObject)];
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or PSInvalidOperationException)
        {
            command.Fail(Required(store));
            throw;
        }
    }

    /// <summary>PowerShell's own console reads piped input as an answer and only throws under -NonInteractive; other hosts throw when they can't ask.</summary>
    private bool IsInteractive() =>
        command.Host?.UI is not null && !(command.Host.Name == "ConsoleHost" && Console.IsInputRedirected);

    private Passphrase? Read(PassphraseReference reference, string store) => reference switch
    {
        { KeyFile: { } file } => ReadKeyFile(file),
        { Command: { } line } => RunCommand(line, store),
        { Secret: { } secret } => Passphrase.FromSecureString(new VaultSecret(command, secret).ReadPassphrase()),
        _ => ReadVariable(reference.Variable!) ?? RefuseMissing(reference.Variable!, store),
    };

    private static Passphrase? ReadVariable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? Passphrase.FromText(text) : null;

    /// <summary>Another passphrase than the registered one would only end in a wrong key, or, with a new store, in a key that nobody expects.</summary>
    private Passphrase? RefuseMissing(string variable, string store)
    {
        command.Fail(Errors.Create($"The environment variable {variable}, which the store '{store}' is registered with, is not set.", ErrorCatalogue.PassphraseRequired, store,
            "Set the variable, or give the passphrase with -Passphrase, -KeyFile or -PassphraseCommand."));
        return null;
    }

    private Passphrase RunCommand(string line, string store)
    {
        string folder = command.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        return command.Run("Running the passphrase command", store, run => PassphraseCommand.RunAsync(line, folder, TimeProvider.System, run.CancellationToken));
    }

    private Passphrase ReadKeyFile(string path)
    {
        string file = PathResolver.ToFileSystemPath(command, path);
        return command.Run("Reading the key file", file, async run =>
        {
            try
            {
                return await Passphrase.FromFileAsync(file, run.CancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new PassphraseFileException($"The key file '{file}' can't be read: {exception.Message}", exception);
            }
        });
    }

    private Passphrase RefuseEmpty(Passphrase given, string store)
    {
        if (given.Bytes.IsEmpty)
        {
            given.Dispose();
            command.Fail(Errors.Create("The passphrase is empty.", ErrorCatalogue.PassphraseEmpty, store));
        }

        return given;
    }

    private static ErrorRecord Required(string store) => Errors.Create(
        $"The store '{store}' needs a passphrase, and nobody can be asked for it here.", ErrorCatalogue.PassphraseRequired, store);
}
