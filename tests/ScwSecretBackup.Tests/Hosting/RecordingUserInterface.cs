using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>Keeps all text, answers choices with <see cref="Choice"/> and SecureString prompts from <see cref="Answers"/>.</summary>
internal sealed class RecordingUserInterface : PSHostUserInterface
{
    private readonly StringBuilder _text = new();

    /// <summary>Everything that was written.</summary>
    public string Text => _text.ToString();

    /// <summary>Captions and messages of the choices that were offered.</summary>
    public List<string> Choices { get; } = [];

    /// <summary>Captions of the prompts.</summary>
    public List<string> Prompts { get; } = [];

    /// <summary>Index of the answer to choices.</summary>
    public int Choice { get; set; }

    /// <summary>Answers to prompts, in order.</summary>
    public Queue<string> Answers { get; } = new();

    public override PSHostRawUserInterface RawUI { get; } = new FixedRawUserInterface();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Prompts.Add(caption);
        return descriptions.ToDictionary(field => field.Name, _ => PSObject.AsPSObject(Secure(Answers.Dequeue())));
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Choices.Add($"{caption}: {message}");
        return Choice;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    public override void Write(string value) => _text.Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => _text.Append(value);

    public override void WriteLine(string value) => _text.AppendLine(value);

    public override void WriteErrorLine(string value) => _text.AppendLine(value);

    public override void WriteDebugLine(string message) => _text.AppendLine(message);

    public override void WriteVerboseLine(string message) => _text.AppendLine(message);

    public override void WriteWarningLine(string message) => _text.AppendLine(message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        return secure;
    }
}
