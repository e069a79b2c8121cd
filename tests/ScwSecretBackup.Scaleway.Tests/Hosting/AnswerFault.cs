namespace ScwSecretBackup.Scaleway.Tests.Hosting;

/// <summary>What the scripted server does wrong.</summary>
internal enum AnswerFault
{
    None,

    /// <summary>Resets the connection when the request has been read.</summary>
    Reset,

    /// <summary>Ends the connection in the middle of the headers.</summary>
    CutInHeaders,

    /// <summary>Announces the whole body and sends half of it.</summary>
    CutInBody,

    /// <summary>Sends nothing until the client goes away.</summary>
    Hang,
}
