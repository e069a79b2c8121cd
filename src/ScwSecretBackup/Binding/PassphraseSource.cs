using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Binding;

/// <summary>Finds the passphrase of a store: parameter, key file, <c>PLAKAR_PASSPHRASE</c>, and last a prompt where somebody can answer it.</summary>
internal sealed class PassphraseSource(EngineCommand command, SecureString? passphrase, string? keyFile)
{
    private const string Variable = "PLAKAR_PASSPHRASE";
    private const string HowToGive = "Give it with -Passphrase, -KeyFile or the environment variable " + Variable + ".";

    /// <summary>The passphrase that was given, or null; the caller disposes it.</summary>
    public Passphrase? ReadGiven(string store)
    {
        if (passphrase is not null && keyFile is not null)
        {
            command.Fail(Errors.Create("-Passphrase and -KeyFile were both given.", "PassphraseAmbiguous", ErrorCategory.InvalidArgument, store, "Give one of the two."));
        }

        Passphrase? given = passphrase is not null ? Passphrase.FromSecureString(passphrase)
            : keyFile is not null ? ReadKeyFile(keyFile)
            : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Passphrase.FromText(text)
            : null;
        return given is null ? null : RefuseEmpty(given, store);
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
            command.Fail(Errors.Create("The two passphrases differ.", "PassphraseMismatch", ErrorCategory.InvalidArgument, store, "Run the command again and type the same passphrase twice."));
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
            command.Fail(Errors.Create("The passphrase is empty.", "PassphraseEmpty", ErrorCategory.InvalidArgument, store, HowToGive));
        }

        return given;
    }

    private static ErrorRecord Required(string store) => Errors.Create(
        $"The store '{store}' needs a passphrase, and nobody can be asked for it here.", "PassphraseRequired", ErrorCategory.SecurityError, store, HowToGive);
}
