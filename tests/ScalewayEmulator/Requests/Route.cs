using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>An operation and how to run it.</summary>
internal sealed record Route(string Operation, string Region, Func<ApiRequest, ApiAnswer>? Handler);
