namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>A Scaleway secret key. Prints as a mask; the text is only reachable for the request header, and for who asks for it by name.</summary>
public sealed class SecretKey
{
    private readonly string _text;

    /// <summary>Wraps the key.</summary>
    public SecretKey(string text) => _text = text;

    internal string HeaderValue => _text;

    /// <summary>The key itself, for a service that signs requests with it.</summary>
    public string Reveal() => _text;

    /// <summary>A mask.</summary>
    public override string ToString() => "********";
}
