namespace ScalewayEmulator.Tests.Support;

/// <summary>The bytes of an answer as text, and whether a reset rather than an orderly end came last.</summary>
internal sealed record RawAnswer(string Text, bool WasReset)
{
    public string Head => Text.Split("\r\n\r\n")[0];

    public string Body => Text.Contains("\r\n\r\n", StringComparison.Ordinal) ? Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..] : "";

    public int ContentLength => int.Parse(Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture);

    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Select(line => line.Split(": ", 2))
        .Where(parts => parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(parts => parts[1])
        .SingleOrDefault();
}
