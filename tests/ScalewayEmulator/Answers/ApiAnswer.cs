namespace ScalewayEmulator.Answers;

/// <summary>Status and body of one answer; an empty body is sent without one.</summary>
internal sealed record ApiAnswer(int Status, byte[] Body)
{
    /// <summary>What the service answers to a delete.</summary>
    public static ApiAnswer NoContent { get; } = new(204, []);

    /// <summary>Whether the request took effect.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
